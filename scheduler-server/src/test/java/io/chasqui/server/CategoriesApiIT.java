package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.recipient.category.Categories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoriesApiIT {

  private static final ObjectMapper json = new ObjectMapper();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void twoAreThereFromTheBeginning() {
    assertThat(server.get("/api/categories").body())
        .contains(
            quoted(
                "{'name':'general','mandatory':false,'ignoresQuietHours':false,'cap':null,"
                    + "'builtIn':true}"))
        .contains(
            quoted(
                "{'name':'security','mandatory':true,'ignoresQuietHours':true,'cap':null,"
                    + "'builtIn':true}"));
    assertThat(delete("/api/categories/security").statusCode()).isEqualTo(409);
    assertThat(put("/api/categories/general", "{}").statusCode()).isEqualTo(200);
    assertThat(delete("/api/categories/general").statusCode()).isEqualTo(409);
  }

  @Test
  void theAddressChoosesTheLanguageAndBothAreTakenOnEither() {
    HttpResponse<String> spanish =
        put(
            "/api/categorias/marketing",
            "{'mandatory': false, 'IgnoraSilencio': true, 'limite': {'max': 3, 'Per': 'PT24H',"
                + " 'canales': ['Sms'], 'policy': 'DROP'}}");

    assertThat(spanish.statusCode()).isEqualTo(201);
    assertThat(spanish.body())
        .isEqualTo(
            quoted(
                "{'nombre':'marketing','obligatoria':false,'ignoraSilencio':true,'limite':{'max':3,"
                    + "'per':'PT24H','canales':['Sms'],'politica':'drop'},'incorporada':false}"));
    assertThat(server.get("/api/categories/marketing").body())
        .isEqualTo(
            quoted(
                "{'name':'marketing','mandatory':false,'ignoresQuietHours':true,'cap':{'max':3,"
                    + "'per':'PT24H','channels':['SMS'],'policy':'drop'},'builtIn':false}"));
    assertThat(delete("/api/categorias/marketing").statusCode()).isEqualTo(204);
    assertThat(server.get("/api/categorias/marketing").statusCode()).isEqualTo(404);
    assertThat(delete("/api/categories/marketing").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cap.max      | limite.max      | {'cap': {'per': 'PT1H'}}",
        "cap.max      | limite.max      | {'cap': {'per': 'PT1H', 'max': 0}}",
        "cap.per      | limite.per      | {'cap': {'max': 1}}",
        "cap.per      | limite.per      | {'cap': {'max': 1, 'per': 'PT59S'}}",
        "cap.per      | limite.per      | {'cap': {'max': 1, 'per': 'P32D'}}",
        "cap.per      | limite.per      | {'cap': {'max': 1, 'per': '1h'}}",
        "cap.channels | limite.canales  | {'cap': {'max': 1, 'per': 'PT1H', 'canales': ['FAX']}}",
        "cap.policy   | limite.politica | {'cap': {'max': 1, 'per': 'PT1H', 'policy': 'x'}}",
        "mandatory    | obligatoria     | {'mandatory': true, 'obligatoria': false}",
        "cap.max      | limite.max      | {'cap': {'max': 1, 'Max': 2, 'per': 'PT1H'}}",
        "mandatry     | mandatry        | {'mandatry': true}"
      })
  void whatIsWrongIsNamedInTheLanguageOfTheAddress(String english, String spanish, String body) {
    assertThat(wrong(put("/api/categories/a", body))).isEqualTo(english);
    assertThat(wrong(put("/api/categorias/a", body))).isEqualTo(spanish);
    assertThat(put("/api/categories/a%20b", "{}").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/categories/a").statusCode()).isEqualTo(404);
  }

  @Test
  void whoReadsDoesNotWrite() {
    String[] reader = {"Authorization", "Bearer " + server.key(Scope.READ)};
    String[] writer = {"Authorization", "Bearer " + server.key(Scope.TEMPLATES)};

    assertThat(put("/api/categories/mine", "{}", reader).statusCode()).isEqualTo(403);
    assertThat(put("/api/categories/mine", "{}", writer).statusCode()).isEqualTo(201);
    assertThat(server.get("/api/categorias", reader).statusCode()).isEqualTo(200);
  }

  @Test
  void nobodyHasQuietHoursForWhatIgnoresThem() {
    UUID ana = UUID.randomUUID();
    put(
        "/api/preferences/" + ana,
        "{'quietHours': {'channels': ['EMAIL'], 'from': '00:00', 'to': '23:59'}}");
    put("/api/categories/urgent", "{'ignoresQuietHours': true}");

    assertThat(quiet(ana, "urgent")).isFalse();
    assertThat(quiet(ana, "security")).isFalse();
    assertThat(quiet(ana, "general")).isTrue();
    assertThat(quiet(ana, "never-written-down")).isTrue();
    assertThat(server.bean(Categories.class).rulesOf("urgent").ignoresQuietHours()).isTrue();
  }

  private static boolean quiet(UUID recipient, String category) {
    DeliveryId id =
        server
            .bean(Deliveries.class)
            .schedule(
                DeliveryRequest.email(EmailAddress.of("ana@example.com"))
                    .origin(Origin.REQUEST)
                    .correlationId(new CorrelationId("quiet"))
                    .message("x")
                    .at(Instant.parse("2126-12-01T06:00:00Z"))
                    .recipientId(recipient)
                    .category(category)
                    .build());
    return server.count("delivery_message WHERE quiet_window IS NOT NULL AND id = '" + id + "'")
        == 1;
  }

  private static String wrong(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(400);
    try {
      JsonNode errors = json.readTree(answer.body()).path("errors");
      assertThat(errors).hasSize(1);
      return errors.get(0).path("field").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> put(String address, String body, String... headers) {
    return server.put(
        address, "application/json", quoted(body).getBytes(StandardCharsets.UTF_8), headers);
  }

  private static HttpResponse<String> delete(String address) {
    return server.send(server.request(address).DELETE());
  }

  private static String quoted(String body) {
    return body.replace('\'', '"');
  }
}
