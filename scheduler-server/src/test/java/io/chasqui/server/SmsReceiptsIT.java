package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsReceiptsIT {

  private static final String STATUS = "/callbacks/sms/main/status";
  private static final ObjectMapper json = new ObjectMapper();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.with(SmsServer.SETTINGS);

  private final String sid = "SM" + UUID.randomUUID().toString().replace("-", "");

  @Test
  void whatHasArrivedIsReceived() throws Exception {
    String id = handedOver("1 minute");

    assertThat(tell("delivered", null).statusCode()).isEqualTo(204);

    JsonNode delivery = delivery(id);
    assertThat(delivery.path("status").asText()).isEqualTo("DELIVERED");
    assertThat(delivery.path("receipt").path("status").asText()).isEqualTo("RECEIVED");
    assertThat(delivery.path("receipt").path("code").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"undelivered", "failed"})
  void whatHasNotArrivedHasFailedAndIsToldOf(String status) throws Exception {
    String id = handedOver("71 hours");
    server.database.jdbc().sql("INSERT INTO event_publisher (name) VALUES ('test')").update();

    assertThat(tell(status, "30003").statusCode()).isEqualTo(204);

    JsonNode delivery = delivery(id);
    assertThat(delivery.path("status").asText()).isEqualTo("FAILED");
    assertThat(delivery.path("failureCode").asText()).isEqualTo("UNDELIVERED");
    assertThat(delivery.path("receipt").path("status").asText()).isEqualTo("UNDELIVERED");
    assertThat(delivery.path("receipt").path("code").asText()).isEqualTo("30003");
    assertThat(
            server
                .database
                .jdbc()
                .sql("SELECT status || ' ' || previous_status || ' ' || code FROM event_outbox")
                .query(String.class)
                .list())
        .containsExactly("FAILED DELIVERED UNDELIVERED");
    server.database.jdbc().sql("TRUNCATE event_publisher, event_outbox").update();
  }

  @Test
  void aNumberThatDoesNotExistIsSuppressed() throws Exception {
    server.database.jdbc().sql("TRUNCATE suppression").update();
    String id = handedOver("1 minute");

    tell("undelivered", "30005");

    assertThat(
            server.count(
                "suppression WHERE reason = 'HARD_BOUNCE' AND channel = 'SMS'"
                    + " AND masked_address = '+7999***33' AND until > now()"
                    + " AND source_delivery = '"
                    + id
                    + "'"))
        .isEqualTo(1);
    server.database.jdbc().sql("TRUNCATE suppression").update();
  }

  @Test
  void afterThreeDaysItIsOnlyNoted() throws Exception {
    String id = handedOver("73 hours");

    tell("undelivered", "30003");

    JsonNode delivery = delivery(id);
    assertThat(delivery.path("status").asText()).isEqualTo("DELIVERED");
    assertThat(delivery.path("receipt").path("status").asText()).isEqualTo("UNDELIVERED");
  }

  /** Repeated, late, out of order. */
  @ParameterizedTest
  @CsvSource({
    "'undelivered,sent,queued,undelivered,delivered', UNDELIVERED, FAILED",
    "'queued,sent,delivered,sent,delivered,failed', RECEIVED, DELIVERED",
    "'queued,sending,sent,read,,', , DELIVERED"
  })
  void theFirstFinalWordStays(String told, @Nullable String receipt, String status)
      throws Exception {
    String id = handedOver("1 minute");

    for (String word : told.split(",")) {
      assertThat(tell(word, null).statusCode()).isEqualTo(204);
    }

    JsonNode delivery = delivery(id);
    assertThat(delivery.path("status").asText()).isEqualTo(status);
    assertThat(delivery.path("receipt").path("status").asText(null)).isEqualTo(receipt);
  }

  /** A person sends it again: what comes of the first message then is of no more concern. */
  @Test
  void whatIsSentAgainWaitsForAReceiptOfItsOwn() throws Exception {
    String id = handedOver("1 minute");
    tell("undelivered", null);

    assertThat(server.post("/api/deliveries/" + id + "/retry", "{}").statusCode()).isEqualTo(200);
    assertThat(tell("delivered", null).statusCode()).isEqualTo(204);

    assertThat(delivery(id).path("status").asText()).isEqualTo("QUEUED");
    assertThat(delivery(id).has("receipt")).isFalse();
  }

  @Test
  void whatNobodyKnowsIsNoFault() {
    assertThat(tell("delivered", null).statusCode()).isEqualTo(204);
  }

  @Test
  void theQueryIsSignedTooAndAnythingMayBeInTheForm() throws Exception {
    String id = handedOver("1 minute");
    String path = STATUS + "?a=1&b=%20";
    String body = form("delivered", null) + "&Body=Hola%20%F0%9F%98%80&To=%2B79991112233&empty=";
    String signed =
        SmsServer.PUBLIC_URL
            + path
            + "BodyHola 😀MessageSid"
            + sid
            + "MessageStatusdeliveredTo+79991112233empty";

    assertThat(send(path, body, signature(SmsServer.PASSWORD, signed)).statusCode()).isEqualTo(204);
    assertThat(delivery(id).path("receipt").path("status").asText()).isEqualTo("RECEIVED");
  }

  @Test
  void whoHasNotThePasswordIsRefusedAndChangesNothing() throws Exception {
    String id = handedOver("1 minute");
    String body = form("undelivered", null);
    String right = signature(SmsServer.PASSWORD, signed(STATUS, "undelivered", null));
    String others = signature("another-password", signed(STATUS, "undelivered", null));

    for (String signature : new String[] {"", "x", right + "=", others}) {
      HttpResponse<String> answer = send(STATUS, body, signature);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("urn:chasqui:problem:not-signed");
    }
    assertThat(send(STATUS, body, null).statusCode()).isEqualTo(403);
    assertThat(send(STATUS, body + "&more=1", right).statusCode()).isEqualTo(403);
    assertThat(send(STATUS + "?more=1", body, right).statusCode()).isEqualTo(403);
    assertThat(send(STATUS, "a=%", right).statusCode()).isEqualTo(403);
    for (String gateway : new String[] {"backup", "probe", "nobody"}) {
      assertThat(send("/callbacks/sms/" + gateway + "/status", body, right).statusCode())
          .isEqualTo(403);
    }
    assertThat(delivery(id).path("status").asText()).isEqualTo("DELIVERED");
    assertThat(delivery(id).has("receipt")).isFalse();
  }

  /** By its own password, but of a message that went to another gateway. */
  @Test
  void aGatewayTellsOfItsOwnMessagesOnly() throws Exception {
    String id = handedOver("1 minute");
    String path = "/callbacks/sms/backup/status";

    HttpResponse<String> answer =
        send(
            path,
            form("undelivered", null),
            signature("another-password", signed(path, "undelivered", null)));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(delivery(id).has("receipt")).isFalse();
  }

  @Test
  void aCallbackOfMoreThan64KilobytesIsNotRead() {
    assertThat(send(STATUS, "a=" + "x".repeat(65_535), "x").statusCode()).isEqualTo(413);
    assertThat(server.post(STATUS, "{}").statusCode()).isEqualTo(415);
  }

  /** As a worker leaves it that gave it to the gateway so long ago. */
  private String handedOver(String ago) throws Exception {
    String id =
        json.readTree(
                server
                    .post(
                        "/api/schedule-messaging",
                        SmsIntakeIT.body("'phoneNumber': '+79991112233'", "Hi"))
                    .body())
            .path("jobId")
            .asText();
    server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO delivery_attempt (
              delivery_id, number, worker, started_at, ended_at, phase, outcome, provider)
            VALUES (:id::uuid, 1, 'w', now(), now(), 'ANSWERED', 'DELIVERED', 'sms:main')
            """)
        .param("id", id)
        .update();
    server
        .database
        .jdbc()
        .sql(
            """
            UPDATE delivery_state
            SET status = 'DELIVERED', attempt = 1, provider_message_id = :sid,
              completed_at = now() - :ago::interval
            WHERE id = :id::uuid
            """)
        .param("id", id)
        .param("sid", sid)
        .param("ago", ago)
        .update();
    return id;
  }

  private HttpResponse<String> tell(String status, @Nullable String code) {
    return send(
        STATUS, form(status, code), signature(SmsServer.PASSWORD, signed(STATUS, status, code)));
  }

  private String form(String status, @Nullable String code) {
    return "MessageStatus=%s&MessageSid=%s".formatted(status, sid)
        + (code == null ? "" : "&ErrorCode=" + code);
  }

  /** In the order of the names. */
  private String signed(String path, String status, @Nullable String code) {
    return SmsServer.PUBLIC_URL
        + path
        + (code == null ? "" : "ErrorCode" + code)
        + "MessageSid"
        + sid
        + "MessageStatus"
        + status;
  }

  private static String signature(String password, String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without a key. */
  private static HttpResponse<String> send(String path, String body, @Nullable String signature) {
    var request =
        server
            .anonymous(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    return server.send(
        signature == null ? request : request.header("X-Twilio-Signature", signature));
  }

  private static JsonNode delivery(String id) throws Exception {
    return json.readTree(server.get("/api/deliveries/" + id).body());
  }
}
