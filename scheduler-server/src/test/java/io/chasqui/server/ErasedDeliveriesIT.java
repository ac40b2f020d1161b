package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.platform.task.RetentionRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deliveries that lost their personal data, over the API. */
class ErasedDeliveriesIT {

  private static final ObjectMapper json = new ObjectMapper();
  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  private DeliveryId erased;

  @BeforeEach
  void erase() {
    erased = server.bean(Deliveries.class).schedule(anEmail().build());
    server
        .database
        .jdbc()
        .sql(
            """
            UPDATE delivery_state
            SET status = 'FAILED', failure_code = 'SEND_FAILED', failure_detail = 'ivan is not here',
                completed_at = now() - interval '31 days'
            """)
        .update();
    assertThat(delivery().has("erasedAt")).isFalse();
    assertThat(delivery().path("recipient").asText()).isEqualTo("ivan@example.com");
    runRule();
  }

  @Test
  void showWhatHappenedButNotToWhom() {
    JsonNode delivery = delivery();

    assertThat(delivery.path("erasedAt").asText()).isNotEmpty();
    assertThat(delivery.path("recipient").isNull()).isTrue();
    assertThat(delivery.path("subject").isNull()).isTrue();
    assertThat(delivery.path("failureDetail").isNull()).isTrue();
    assertThat(delivery.has("recipientAscii")).isFalse();
    assertThat(delivery.path("status").asText()).isEqualTo("FAILED");
    assertThat(delivery.path("failureCode").asText()).isEqualTo("SEND_FAILED");
    assertThat(delivery.path("correlationId").asText()).isEqualTo("report-1");
    assertThat(delivery.path("reportId").asText()).isEqualTo("report-1");
    assertThat(delivery.path("customerId").asLong()).isEqualTo(42);
  }

  @ParameterizedTest
  @CsvSource({
    "recipient=ivan@example.com, 0",
    "correlationId=report-1, 1",
    "customerId=42, 1",
    "status=FAILED, 1"
  })
  void areListedButNotByRecipient(String filter, int found) throws Exception {
    JsonNode page = json.readTree(server.get("/api/deliveries?" + filter).body());

    assertThat(page.path("items").findValuesAsText("id").stream().filter(erased.toString()::equals))
        .hasSize(found);
  }

  @ParameterizedTest
  @CsvSource({"en, nothing left to send", "es, no queda nada", "ru, больше нечего"})
  void areNotSentAgain(String language, String detail) throws Exception {
    HttpResponse<String> answer = decide("retry", "Accept-Language", language);

    JsonNode problem = json.readTree(answer.body());
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(problem.path("type").asText()).isEqualTo("urn:chasqui:problem:erased");
    assertThat(problem.path("detail").asText()).contains(detail);
    assertThat(delivery().path("status").asText()).isEqualTo("FAILED");
  }

  @Test
  void areNotChangedOtherwiseEither() {
    for (String what : new String[] {"cancel", "confirm"}) {
      HttpResponse<String> answer = decide(what);

      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("urn:chasqui:problem:state-conflict");
    }
  }

  @Test
  void doNotShowWhatTheySaidButItsHash() throws Exception {
    DeliveryId whole = server.bean(Deliveries.class).schedule(anEmail().build());
    JsonNode said = json.readTree(content(whole).body());

    HttpResponse<String> answer = content(erased);

    assertThat(said.path("sha256").asText()).hasSize(64);
    assertThat(answer.statusCode()).isEqualTo(410);
    JsonNode problem = json.readTree(answer.body());
    assertThat(problem.path("type").asText()).isEqualTo("urn:chasqui:problem:content-erased");
    assertThat(problem.path("sha256")).isEqualTo(said.path("sha256"));
  }

  private static HttpResponse<String> content(DeliveryId delivery) {
    return server.get("/api/deliveries/" + delivery + "/content");
  }

  private static void runRule() {
    RetentionRule rule =
        server.beans(RetentionRule.class).stream()
            .filter(one -> one.name().equals("personal-data"))
            .findFirst()
            .orElseThrow();
    rule.removeBatch().applyAsInt(rule.batch());
  }

  private HttpResponse<String> decide(String what, String... headers) {
    return server.post("/api/deliveries/" + erased + "/" + what, "", headers);
  }

  private JsonNode delivery() {
    try {
      return json.readTree(server.get("/api/deliveries/" + erased).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
