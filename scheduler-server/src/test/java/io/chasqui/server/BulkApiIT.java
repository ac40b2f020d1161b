package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.server.api.access.Scope;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Acts on many deliveries over the API; how they go on is in {@link BulkIT}. */
class BulkApiIT {

  private static final String AT = "/api/deliveries/bulk";
  private static final ObjectMapper json = new ObjectMapper();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void anActIsTriedBegunAndLookedAt() throws Exception {
    String of = "bulk-" + UUID.randomUUID();
    List<DeliveryId> waiting = stored(3, of);
    deliveries().cancel(waiting.get(0));
    String filter = "\"act\": \"cancel\", \"filter\": {\"correlationId\": \"" + of + "\"}";

    JsonNode dry = answer(server.post(AT + "/dry-run", "{" + filter + "}"), 200);
    assertThat(dry.path("wanted").asInt()).isEqualTo(2);
    assertThat(dry.path("skipped").path("CANCELLED").asInt()).isEqualTo(1);
    assertThat(dry.path("first")).hasSize(3);

    String until = ", \"untilId\": \"" + dry.path("untilId").asText() + "\", \"expected\": 2}";
    JsonNode begun = answer(server.post(AT, "{" + filter + until), 202);
    assertThat(begun.path("state").asText()).isEqualTo("WAITING");
    String act = AT + "/" + begun.path("id").asText();
    server.database.jdbc().sql("UPDATE bulk_step SET due_at = now()").update();
    server.database.jdbc().sql("NOTIFY chasqui_steps, 'bulk-acts'").update();
    await().until(() -> state(act).equals("DONE"));

    JsonNode done = answer(server.get(act), 200);
    assertThat(done.path("done").asInt()).isEqualTo(2);
    assertThat(done.path("refusedBy").path("CANCELLED").asInt()).isEqualTo(1);
    assertThat(done.path("by").asText()).isNotBlank();
    assertThat(
            answer(server.get(act + "/refused"), 200)
                .path("items")
                .path(0)
                .path("deliveryId")
                .asText())
        .isEqualTo(waiting.get(0).toString());
    assertThat(waiting)
        .allMatch(id -> deliveries().find(id).orElseThrow().status() == DeliveryStatus.CANCELLED);
    JsonNode ended = answer(server.post(act + "/stop", ""), 409);
    assertThat(ended.path("type").asText()).isEqualTo("urn:chasqui:problem:bulk-ended");
    JsonNode changed = answer(server.post(AT, "{" + filter + until), 409);
    assertThat(changed.path("type").asText()).isEqualTo("urn:chasqui:problem:bulk-changed");
    assertThat(changed.path("wanted").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "act, '{\"filter\": {\"status\": \"FAILED\"}}'",
    "act, '{\"act\": \"DELETE\", \"filter\": {\"status\": \"FAILED\"}}'",
    "filter, '{\"act\": \"CANCEL\"}'",
    "filter, '{\"act\": \"CANCEL\", \"filter\": {}}'",
    "status, '{\"act\": \"CANCEL\", \"filter\": {\"status\": \"LOST\"}, \"expected\": 1,"
        + " \"untilId\": \"01a2016b-78ea-71a4-bd4b-17a493136127\"}'",
    "scheduledTime, '{\"act\": \"RESCHEDULE\", \"filter\": {\"status\": \"QUEUED\"}}'",
    "untilId, '{\"act\": \"CANCEL\", \"filter\": {\"status\": \"QUEUED\"}}'",
    "expected, '{\"act\": \"CANCEL\", \"filter\": {\"status\": \"QUEUED\"}}'"
  })
  void whatIsMissingOrWrongIsNamed(String field, String body) throws Exception {
    JsonNode problem = answer(server.post(AT, body), 400);

    assertThat(problem.path("errors").findValuesAsText("field")).contains(field);
  }

  @Test
  void whoMayOnlyReadMayNotTryIt() {
    String key = server.key(Scope.READ);

    HttpResponse<String> answer =
        server.post(AT + "/dry-run", "{}", "Authorization", "Bearer " + key);

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void anActThatIsNoneIsNotFound() throws Exception {
    String none = AT + "/" + UUID.randomUUID();

    answer(server.get(none), 404);
    answer(server.get(none + "/refused"), 404);
    answer(server.post(none + "/stop", ""), 404);
  }

  private static String state(String act) throws Exception {
    return answer(server.get(act), 200).path("state").asText();
  }

  private static JsonNode answer(HttpResponse<String> response, int status) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return json.readTree(response.body());
  }

  private static List<DeliveryId> stored(int n, String correlationId) {
    return deliveries()
        .scheduleAll(
            Collections.nCopies(
                n,
                anEmail()
                    .withCorrelationId(correlationId)
                    .dueAt(Instant.now().plus(Duration.ofDays(1)))
                    .build()));
  }

  private static Deliveries deliveries() {
    return server.bean(Deliveries.class);
  }
}
