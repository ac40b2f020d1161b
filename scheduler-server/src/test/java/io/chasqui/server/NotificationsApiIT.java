package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.contract.notification.NotificationStatus;
import io.chasqui.server.notification.IntakeResult;
import io.chasqui.server.notification.NotificationIntake;
import io.chasqui.server.notification.NotificationOrder;
import io.chasqui.server.notification.OfRefused;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events are taken in, told by one channel after the other, and shown. */
class NotificationsApiIT {

  @RegisterExtension static final ChasquiServer server = ChasquiServer.with(SmsServer.SETTINGS);

  private final NotificationDesk desk = new NotificationDesk(server);
  private final String event = NotificationDesk.event();
  private String ana;

  @BeforeEach
  void somebody() {
    ana = desk.somebody();
    desk.template(event, "EMAIL", "Hola {{name}}");
    desk.template(event, "TELEGRAM", "Hola {{name}}");
    // SMS have quiet hours at night, whenever the test runs.
    desk.put(
        "/api/eventos/" + event,
        "{'canales': ['EMAIL', 'TELEGRAM'], 'variables': {'name': {'required': true}}}");
  }

  @Test
  void anEventIsAcceptedWithItsDeliveryAndWhy() {
    HttpResponse<String> answer = desk.post("/api/notificaciones", body(", 'clave': 'pago-1'"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    JsonNode made = NotificationDesk.read(answer.body());
    String id = made.path("id").asText();
    assertThat(answer.headers().firstValue("Location")).contains("/api/notificaciones/" + id);
    assertThat(made.path("estado").asText()).isEqualTo("Pendiente");
    assertThat(made.path("canal").asText()).isEqualTo("Email");
    assertThat(made.path("plantillaId").asText()).isEqualTo(event + ".email.es@1");
    assertThat(made.path("duplicada").asBoolean()).isFalse();
    assertThat(made.path("entregas").path(0).path("estado").asText()).isEqualTo("SCHEDULED");
    String delivery = made.path("entregas").path(0).path("id").asText();
    JsonNode shown = desk.get("/api/deliveries/" + delivery);
    assertThat(shown.path("origin").path("kind").asText()).isEqualTo("NOTIFICATION");
    assertThat(shown.path("origin").path("id").asText()).isEqualTo(id);
    assertThat(shown.path("correlationId").asText()).isEqualTo(id);
    assertThat(shown.path("category").asText()).isEqualTo("general");
    JsonNode english = desk.get("/api/notifications/" + id);
    assertThat(english.path("status").asText()).isEqualTo("PENDING");
    assertThat(english.path("businessKey").asText()).isEqualTo("pago-1");
    assertThat(english.path("data").path("name").asText()).isEqualTo("Luz");
    assertThat(english.path("deliveries")).hasSize(1);
    assertThat(desk.get("/api/notificaciones/" + id + "/decisiones").path("steps"))
        .extracting(step -> step.path("step").asText())
        .startsWith("IDEMPOTENCY", "RECIPIENT")
        .endsWith("CHOICE");
    assertThat(
            desk.get(
                    "/api/notificaciones?clave=pago-1&evento="
                        + event
                        + "&estado=pendiente&canal=email")
                .path("items"))
        .hasSize(1);
  }

  @Test
  void fiftyAtOnceAreOne() {
    String body = body(", 'clave': 'pago-50'");
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      asked.add(CompletableFuture.supplyAsync(() -> desk.post("/api/notificaciones", body)));
    }
    List<HttpResponse<String>> answers = asked.stream().map(CompletableFuture::join).toList();

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 202).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(49);
    assertThat(answers)
        .extracting(answer -> NotificationDesk.read(answer.body()).path("id").asText())
        .containsOnly(NotificationDesk.read(answers.get(0).body()).path("id").asText());
    assertThat(desk.get("/api/notificaciones?clave=pago-50").path("items")).hasSize(1);
  }

  @Test
  void withoutAKeyTheDataTellAndUnderAKeyOtherDataAreNoted() {
    String first = id(desk.post("/api/notificaciones", body("")));
    assertThat(id(desk.post("/api/notifications", body("")))).isEqualTo(first);
    assertThat(id(desk.post("/api/notificaciones", body("").replace("Luz", "Eva"))))
        .isNotEqualTo(first);
    String keyed = id(desk.post("/api/notificaciones", body(", 'clave': 'k'")));

    HttpResponse<String> other =
        desk.post("/api/notificaciones", body(", 'clave': 'k'").replace("Luz", "Eva"));

    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(id(other)).isEqualTo(keyed);
    assertThat(desk.get("/api/notificaciones/" + keyed + "/decisiones").path("steps"))
        .extracting(step -> step.path("code").asText())
        .contains("OTHER_DATA");
  }

  @Test
  void theFirstAnswerIsGivenAgainUnderItsIdempotencyKey() {
    String key = UUID.randomUUID().toString();
    HttpResponse<String> first = desk.post("/api/notificaciones", body(""), "Idempotency-Key", key);

    HttpResponse<String> again = desk.post("/api/notificaciones", body(""), "Idempotency-Key", key);

    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(
            desk.post("/api/notificaciones", body(", 'clave': 'x'"), "Idempotency-Key", key)
                .statusCode())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, unknown-recipient",
    "unwritten, no-template",
    "unwanted, no-enabled-channel",
    "untold, invalid-data"
  })
  void whatCannotBeToldIsRefusedAndNothingIsStored(String what, String problem) {
    String body =
        switch (what) {
          case "nobody" -> body("").replace(ana, UUID.randomUUID().toString());
          case "unwritten" -> body("").replace(event, NotificationDesk.event());
          case "untold" -> body("").replace("'name'", "'nombre'");
          default -> body("");
        };
    if (what.equals("unwanted")) {
      desk.put("/api/preferencias/" + ana, "{'canalesBloqueados': ['EMAIL', 'TELEGRAM']}");
    }
    long before = server.count("notification");

    HttpResponse<String> answer = desk.post("/api/notificaciones", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body()).contains("urn:chasqui:problem:" + problem);
    assertThat(server.count("notification")).isEqualTo(before);
    assertThat(
            server
                .database
                .jdbc()
                .sql(
                    "SELECT count(*) FROM notification_key AS key WHERE NOT EXISTS (SELECT FROM"
                        + " notification WHERE id = key.notification_id)")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void aRecipientThatIsGivenIsAddedInTheSameTransaction() {
    String luz = UUID.randomUUID().toString();

    HttpResponse<String> answer =
        desk.post(
            "/api/notificaciones",
            body(", 'destinatario': {'email': 'luz@example.com', 'locale': 'es'}")
                .replace(ana, luz));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(desk.get("/api/recipients/" + luz).path("email").asText())
        .isEqualTo("luz@example.com");
  }

  @Test
  void neitherIsTheDirectoryChangedWhenItIsRefused() {
    String luz = UUID.randomUUID().toString();

    HttpResponse<String> answer =
        desk.post(
            "/api/notificaciones", body(", 'destinatario': {'name': 'Luz'}").replace(ana, luz));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body()).contains("no-enabled-channel", "NO_ADDRESS");
    assertThat(server.get("/api/recipients/" + luz).statusCode()).isEqualTo(404);
  }

  @Test
  void theNextChannelIsTriedWhenOneHasFailed() {
    String id = id(desk.post("/api/notificaciones", body("")));
    sending(id);
    assertThat(desk.get("/api/notificaciones/" + id).path("estado").asText())
        .isEqualTo("EnProceso");

    ended(id, "FAILED", "RECIPIENT_REJECTED");

    await()
        .atMost(Duration.ofSeconds(4))
        .untilAsserted(
            () ->
                assertThat(desk.get("/api/notificaciones/" + id).path("entregas"))
                    .extracting(one -> one.path("channel").asText())
                    .containsExactly("Email", "Telegram"));
    sending(id);
    ended(id, "DELIVERED", null);
    JsonNode told = desk.get("/api/notificaciones/" + id);
    assertThat(told.path("estado").asText()).isEqualTo("Entregada");
    assertThat(told.path("canal").asText()).isEqualTo("Telegram");
    assertThat(told.path("fechaEntrega").isNull()).isFalse();
  }

  @Test
  void itFailsWhenNoChannelIsLeftAndAPersonMayHaveItTriedAgain() {
    String id = id(desk.post("/api/notificaciones", body(", 'canales': ['Email']")));
    assertThat(act(id, "reintentar")).isEqualTo("409 NOT_FAILED");
    sending(id);
    ended(id, "FAILED", "RECIPIENT_REJECTED");
    awaitState(id, "Fallida");
    assertThat(desk.get("/api/notificaciones/" + id).path("motivo").asText())
        .isEqualTo("RECIPIENT_REJECTED");

    assertThat(act(id, "reintentar")).isEqualTo("200 Pendiente");

    assertThat(desk.get("/api/notificaciones/" + id).path("entregas")).hasSize(2);
    sending(id);
    ended(id, "SUPPRESSED", "PREFERENCE");
    awaitState(id, "Fallida");
    assertThat(act(id, "retry")).isEqualTo("409 INVALID_PREFERENCE");
  }

  @Test
  void whatHasFailedOftenEnoughIsEndedBeforeTheNextIsTried() {
    String id = id(desk.post("/api/notificaciones", body("")));
    failedForNow(id, 1);
    failedForNow(id, 2);

    await()
        .atMost(Duration.ofSeconds(4))
        .untilAsserted(
            () ->
                assertThat(desk.get("/api/notifications/" + id).path("deliveries"))
                    .extracting(
                        one ->
                            one.path("channel").asText()
                                + " "
                                + one.path("status").asText()
                                + " "
                                + one.path("failureCode").asText())
                    .containsExactly("EMAIL CANCELLED NEXT_CHANNEL", "TELEGRAM SCHEDULED null"));
    assertThat(desk.get("/api/notifications/" + id).path("attempts").asInt()).isEqualTo(2);
    assertThat(desk.get("/api/notifications/" + id).path("status").asText())
        .isEqualTo("IN_PROGRESS");
  }

  @Test
  void nobodyIsToldByAnotherChannelWhereOneMayHaveArrived() {
    String id = id(desk.post("/api/notificaciones", body("")));
    sending(id);
    ended(id, "UNCERTAIN", "NO_ANSWER");
    JsonNode open = desk.get("/api/notificaciones/" + id);
    assertThat(open.path("estado").asText()).isEqualTo("EnProceso");
    assertThat(open.path("motivo").asText()).isEqualTo("UNCERTAIN");
    assertThat(act(id, "cancelar")).isEqualTo("409 IN_PROGRESS");

    HttpResponse<String> told =
        desk.post("/api/notificaciones/" + id + "/entregada", "{'proveedorMensajeId': 'p-1'}");

    assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
    JsonNode now = NotificationDesk.read(told.body());
    assertThat(now.path("estado").asText()).isEqualTo("Entregada");
    assertThat(now.path("proveedorMensajeId").asText()).isEqualTo("p-1");
    assertThat(now.path("entregas")).hasSize(1);
    assertThat(
            desk.post("/api/notificaciones/" + id + "/entregada", "{'proveedorMensajeId': 'p-1'}")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void oneThatWaitsIsStoppedWithItsDelivery() {
    String id = id(desk.post("/api/notificaciones", body("")));

    assertThat(act(id, "cancelar")).isEqualTo("200 Cancelada");

    assertThat(
            desk.get("/api/notifications/" + id).path("deliveries").path(0).path("status").asText())
        .isEqualTo("CANCELLED");
    assertThat(act(id, "cancel")).isEqualTo("409 CANCELLED");
  }

  @Test
  void whoIsErasedIsEmptiedInTheirNotificationsToo() {
    String id = id(desk.post("/api/notificaciones", body(", 'clave': 'secret'")));

    server.send(server.request("/api/recipients/" + ana).DELETE());

    JsonNode erased = desk.get("/api/notificaciones/" + id);
    assertThat(erased.path("estado").asText()).isEqualTo("Cancelada");
    assertThat(erased.path("motivo").asText()).isEqualTo("ERASED");
    assertThat(erased.path("datos").isNull()).isTrue();
    assertThat(erased.path("clave").isNull()).isTrue();
    assertThat(erased.path("destinatarioId").isNull()).isTrue();
    assertThat(erased.path("erasedAt").asText()).isNotEmpty();
    assertThat(act(id, "reintentar")).isEqualTo("409 ERASED");
    assertThat(desk.get("/api/notificaciones/" + id + "/decisiones").path("steps")).isNotEmpty();
  }

  @Test
  void fromABrokerWhatIsRefusedIsKeptAsFailed() {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    NotificationOrder nobody = order(UUID.randomUUID(), data);
    NotificationOrder untold = order(UUID.fromString(ana), data);

    List<IntakeResult> results =
        server
            .bean(NotificationIntake.class)
            .takeIn(List.of(nobody, untold, untold), OfRefused.A_FAILED_ONE);

    assertThat(results)
        .allSatisfy(
            result ->
                assertThat(((IntakeResult.Accepted) result).notification().status())
                    .isEqualTo(NotificationStatus.FAILED));
    assertThat(results)
        .extracting(result -> ((IntakeResult.Accepted) result).notification().reason())
        .containsExactly("UNKNOWN_RECIPIENT", "INVALID_DATA", "INVALID_DATA");
    assertThat(results)
        .extracting(result -> ((IntakeResult.Accepted) result).duplicate())
        .containsExactly(false, false, true);
  }

  private NotificationOrder order(UUID recipient, JsonNode data) {
    return new NotificationOrder(
        recipient, null, event, data, null, List.of(), null, null, null, null, null, null, null);
  }

  private String body(String more) {
    return "{'destinatarioId': '"
        + ana
        + "', 'evento': '"
        + event
        + "', 'datos': {'name': 'Luz'}"
        + more
        + "}";
  }

  private static String id(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
    return NotificationDesk.read(answer.body()).path("id").asText();
  }

  private String act(String id, String act) {
    HttpResponse<String> answer = desk.post("/api/notificaciones/" + id + "/" + act, "");
    JsonNode body = NotificationDesk.read(answer.body());
    String said =
        answer.statusCode() == 200
            ? body.path("estado").asText()
            : body.path("reason").asText(body.path("currentStatus").asText());
    return answer.statusCode() + " " + said;
  }

  private void awaitState(String id, String state) {
    await()
        .atMost(Duration.ofSeconds(4))
        .until(() -> desk.get("/api/notificaciones/" + id).path("estado").asText().equals(state));
  }

  /** As a worker takes the newest delivery. */
  private void sending(String id) {
    newest(
        id,
        """
        UPDATE delivery_state SET status = 'SENDING', attempt = attempt + 1
        WHERE id = :delivery
        """);
    newest(
        id,
        """
        INSERT INTO delivery_attempt (delivery_id, number, started_at, worker)
        SELECT id, attempt, now(), 'w' FROM delivery_state WHERE id = :delivery
        """);
  }

  private void ended(String id, String status, String code) {
    String outcome =
        switch (status) {
          case "DELIVERED" -> "DELIVERED";
          case "UNCERTAIN" -> "UNKNOWN";
          default -> "PERMANENT_FAILURE";
        };
    newest(
        id,
        "UPDATE delivery_attempt SET ended_at = now(), outcome = '"
            + outcome
            + "' WHERE delivery_id = :delivery AND ended_at IS NULL");
    newest(
        id,
        "UPDATE delivery_state SET status = '"
            + status
            + "', completed_at = now(), failure_code = "
            + (code == null ? "NULL" : "'" + code + "'")
            + " WHERE id = :delivery");
  }

  private void failedForNow(String id, int times) {
    sending(id);
    newest(
        id,
        """
        UPDATE delivery_attempt SET ended_at = now(), outcome = 'TEMPORARY_FAILURE'
        WHERE delivery_id = :delivery AND ended_at IS NULL
        """);
    newest(
        id,
        "UPDATE delivery_state SET status = 'RETRYING', due_at = now() + interval '1 hour',"
            + " failure_code = 'SEND_FAILED', failed_attempts = "
            + times
            + " WHERE id = :delivery");
  }

  private void newest(String id, String sql) {
    server
        .database
        .jdbc()
        .sql(sql)
        .param(
            "delivery",
            server
                .database
                .jdbc()
                .sql(
                    """
                    SELECT delivery_id FROM notification_delivery WHERE notification_id = :id
                    ORDER BY round DESC LIMIT 1
                    """)
                .param("id", UUID.fromString(id))
                .query(UUID.class)
                .single())
        .update();
  }
}
