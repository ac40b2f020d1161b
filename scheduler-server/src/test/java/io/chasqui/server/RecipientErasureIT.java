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
import io.chasqui.platform.task.PeriodicTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is erased, or becomes part of another, is gone with all that was written to them. */
class RecipientErasureIT {

  private static final String ADDRESS = "/api/recipients/";
  private static final String EMAIL = "ana.quispe@example.com";
  private static final ObjectMapper json = new ObjectMapper();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  private final String id = UUID.randomUUID().toString();

  @BeforeEach
  void nobody() {
    server.database.jdbc().sql("DELETE FROM recipient").update();
    server.database.jdbc().sql("DELETE FROM erased_address").update();
    server.database.jdbc().sql("DELETE FROM delivery_message").update();
  }

  @Test
  void nothingOfThePersonIsLeftInTheDirectory() {
    ana();
    put("/api/preferences/" + id, "{'categories': {'secret-category': {'enabled': false}}}");

    assertThat(erase().statusCode()).isEqualTo(204);

    assertThat(server.get(ADDRESS + id).statusCode()).isEqualTo(404);
    assertThat(server.get("/api/preferences/" + id).statusCode()).isEqualTo(404);
    assertThat(erase().statusCode()).isEqualTo(404);
    for (String canary :
        new String[] {
          EMAIL, "Quispe", "987654321", "Lima", "vip", "c-77", "gold", "opq-7", "secret-category"
        }) {
      assertThat(server.count("recipient WHERE recipient::text LIKE '%" + canary + "%'"))
          .as(canary)
          .isZero();
    }
    assertThat(server.count("recipient_preference")).isZero();
    assertThat(server.count("recipient_category")).isZero();
    assertThat(server.count("recipient WHERE email_hash IS NOT NULL AND phone_hash IS NOT NULL"))
        .isEqualTo(1);
  }

  @Test
  void whatWaitsIsCancelledAndAllIsEmptied() {
    ana();
    DeliveryId waiting = deliver(Duration.ofDays(1));
    DeliveryId ended = deliver(Duration.ofDays(1));
    server.bean(Deliveries.class).cancel(ended);

    erase();

    assertThat(server.count("delivery WHERE status = 'CANCELLED' AND erased_at IS NOT NULL"))
        .isEqualTo(2);
    assertThat(server.count("delivery_message WHERE delivery_message::text LIKE '%" + EMAIL + "%'"))
        .isZero();
    assertThat(server.count("delivery_message WHERE recipient_id IS NOT NULL")).isZero();
    assertThat(server.count("jobrunr_jobs WHERE state = 'SCHEDULED'")).isZero();
    assertThat(server.count("recipient WHERE erasure_pending")).isZero();
    assertThat(read(server.get("/api/deliveries/" + waiting)).path("recipient").isNull()).isTrue();
  }

  @Test
  void othersKeepTheirs() {
    ana();
    server
        .bean(Deliveries.class)
        .schedule(delivery(Duration.ofDays(1)).recipientId(UUID.randomUUID()).build());

    erase();

    assertThat(server.count("delivery WHERE status = 'SCHEDULED' AND recipient IS NOT NULL"))
        .isEqualTo(1);
  }

  @Test
  void whatIsBeingSentIsEmptiedWhenItHasEnded() {
    ana();
    DeliveryId sending = deliver(Duration.ofDays(1));
    state(sending, "SENDING");

    erase();
    assertThat(server.count("delivery_message WHERE recipient = '" + EMAIL + "'")).isEqualTo(1);
    assertThat(server.count("recipient WHERE erasure_pending")).isEqualTo(1);
    assertThat(put(ADDRESS + id, "{}").statusCode()).isEqualTo(409);
    assertThat(put("/api/preferences/" + id, "{}").statusCode()).isEqualTo(409);

    state(sending, "DELIVERED");
    runTasks();

    assertThat(server.count("delivery_message WHERE recipient IS NOT NULL")).isZero();
    assertThat(server.count("recipient WHERE erasure_pending")).isZero();
    assertThat(put(ADDRESS + id, "{}").statusCode()).isEqualTo(201);
  }

  @Test
  void anImportDoesNotBringAnAddressBackUnnoticed() {
    ana();
    erase();
    String file = "email,name\n" + EMAIL + ",Ana\n";
    String address = ADDRESS + "import?mergeBy=email";

    assertThat(server.postAs("text/csv", address, file).body())
        .contains("\"ERASED\"", "\"failed\":1");
    assertThat(server.postAs("text/csv", address + "&force=true", file).body())
        .contains("\"inserted\":1");
    assertThat(server.postAs("text/csv", address, file.replace("Ana", "Eva")).body())
        .as("it is there now")
        .contains("\"updated\":1");
  }

  @ParameterizedTest
  @ValueSource(strings = {ADDRESS, "/api/preferences/"})
  void anIdThatIsUsedAgainDoesNotBringTheAddressBack(String address) {
    ana();
    erase();

    assertThat(put(address + id, "{}").statusCode()).isEqualTo(201);

    assertThat(
            server
                .postAs(
                    "text/csv",
                    ADDRESS + "import?mergeBy=id",
                    "id,email,phone\n" + id + "," + EMAIL + ",+51987654321\n")
                .body())
        .contains("\"ERASED\"", "\"failed\":1");
  }

  @Test
  void whoTakesAnAddressByForceTakesItForGood() {
    ana();
    erase();
    String address = ADDRESS + "import?mergeBy=externalId";
    server.postAs("text/csv", address + "&force=true", "externalId,email\nc-1," + EMAIL + "\n");

    assertThat(server.postAs("text/csv", address, "externalId,email\nc-2," + EMAIL + "\n").body())
        .contains("\"inserted\":1");
    assertThat(server.postAs("text/csv", address, "externalId,phone\nc-3,+51987654321\n").body())
        .as("the phone was not taken")
        .contains("\"ERASED\"");
  }

  @Test
  void whoWasErasedCanBeAddedAnew() {
    ana();
    erase();

    HttpResponse<String> anew = put(ADDRESS + id, "{'name': 'Eva'}");

    assertThat(anew.statusCode()).isEqualTo(201);
    assertThat(anew.headers().firstValue("ETag")).contains("\"3\"");
    assertThat(read(anew).path("email").isNull()).isTrue();
    assertThat(server.count("recipient WHERE email_hash IS NOT NULL")).isZero();
  }

  @Test
  void onlyTheVersionThatIsMeantIsErased() {
    ana();

    assertThat(server.send(server.request(ADDRESS + id, "If-Match", "\"9\"").DELETE()).statusCode())
        .isEqualTo(412);
    assertThat(server.get(ADDRESS + id).statusCode()).isEqualTo(200);
  }

  @Test
  void twoBecomeOne() {
    ana();
    String other = UUID.randomUUID().toString();
    put(
        ADDRESS + other,
        "{'externalId': 'c-2', 'email': 'other@example.com', 'telegramChatId': '7',"
            + " 'tags': ['vip', 'old'], 'name': 'A. Quispe'}");
    server
        .bean(Deliveries.class)
        .schedule(delivery(Duration.ofDays(1)).recipientId(UUID.fromString(other)).build());

    HttpResponse<String> merged = post(ADDRESS + id + "/merge", "{'from': '" + other + "'}");

    assertThat(merged.statusCode()).as(merged.body()).isEqualTo(200);
    JsonNode one = read(merged);
    assertThat(one.path("email").asText()).isEqualTo(EMAIL);
    assertThat(one.path("telegramChatId").asText()).isEqualTo("7");
    assertThat(one.path("name").asText()).isEqualTo("Ana Quispe");
    assertThat(one.path("externalId").asText()).isEqualTo("c-77");
    assertThat(one.path("tags").toString()).isEqualTo("[\"vip\",\"old\"]");
    assertThat(one.path("version").asInt()).isEqualTo(2);
    assertThat(server.get(ADDRESS + other).statusCode()).isEqualTo(404);
    assertThat(server.count("delivery_message WHERE recipient_id = '" + id + "'")).isEqualTo(1);
    assertThat(server.count("delivery WHERE status = 'SCHEDULED'")).isEqualTo(1);
    assertThat(
            server
                .postAs("text/csv", ADDRESS + "import?mergeBy=email", "email\nother@example.com\n")
                .body())
        .as("nobody asked for the address to be forgotten")
        .contains("\"inserted\":1");
  }

  @Test
  void whoIsNotThereBecomesPartOfNobody() {
    ana();
    String nobody = UUID.randomUUID().toString();

    assertThat(post(ADDRESS + id + "/merge", "{'from': '" + nobody + "'}").statusCode())
        .isEqualTo(404);
    assertThat(post(ADDRESS + nobody + "/merge", "{'from': '" + id + "'}").statusCode())
        .isEqualTo(404);
    assertThat(post(ADDRESS + id + "/merge", "{'from': '" + id + "'}").statusCode()).isEqualTo(400);
    assertThat(post(ADDRESS + id + "/merge", "{}").statusCode()).isEqualTo(400);
  }

  private void ana() {
    assertThat(
            put(
                    ADDRESS + id,
                    "{'externalId': 'c-77', 'name': 'Ana Quispe', 'email': '"
                        + EMAIL
                        + "',"
                        + " 'phone': '+51987654321', 'timeZone': 'America/Lima', 'tags': ['vip'],"
                        + " 'operatorCode': 'opq-7', 'attributes': {'plan': 'gold'}}")
                .statusCode())
        .isEqualTo(201);
  }

  private DeliveryId deliver(Duration in) {
    return server
        .bean(Deliveries.class)
        .schedule(delivery(in).recipientId(UUID.fromString(id)).build());
  }

  private static DeliveryRequest.Builder delivery(Duration in) {
    return DeliveryRequest.email(EmailAddress.of(EMAIL))
        .origin(Origin.REQUEST)
        .correlationId(new CorrelationId("report-1"))
        .subject("For Ana")
        .message("Hello Ana")
        .at(Instant.now().plus(in));
  }

  private HttpResponse<String> erase() {
    return server.send(server.request(ADDRESS + id).DELETE());
  }

  private static void state(DeliveryId delivery, String status) {
    server
        .database
        .jdbc()
        .sql(
            """
            UPDATE delivery_state SET status = :status,
              completed_at = CASE WHEN :status = 'DELIVERED' THEN now() END
            WHERE id = :id
            """)
        .param("status", status)
        .param("id", delivery.value())
        .update();
  }

  private static void runTasks() {
    server.beans(PeriodicTask.class).stream()
        .filter(task -> task.failure().contains("who were erased"))
        .forEach(PeriodicTask::run);
  }

  private static HttpResponse<String> put(String address, String body) {
    return server.put(
        address, "application/json", body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> post(String address, String body) {
    return server.post(address, body.replace('\'', '"'));
  }

  private static JsonNode read(HttpResponse<String> answer) {
    try {
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
