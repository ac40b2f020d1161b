package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.server.intake.IdempotencyKeys;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that is sent again under its key is done once. */
class IdempotencyKeyIT {

  private static final String EMAIL = "/api/schedule-email";
  private static final String MESSAGING = "/api/schedule-messaging";
  private static final String BODY =
      "{\"correlationId\": \"q3\", \"toEmail\": \"ana@example.com\", \"delay\": \"PT10M\"}";

  private static final Instant NEXT_WEEK = Instant.now().plus(7, ChronoUnit.DAYS);

  private static final ObjectMapper json = new ObjectMapper();
  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  private final String key = UUID.randomUUID().toString();

  @BeforeEach
  void clear() {
    server.database.truncate("delivery_message, jobrunr_jobs, idempotency_key");
  }

  @Test
  void theSameRequestGetsTheSameAnswer() {
    HttpResponse<String> first = post(EMAIL, BODY, key);
    HttpResponse<String> again = post(EMAIL, BODY, key);

    assertThat(first.statusCode()).isEqualTo(200);
    assertSameAnswer(again, first);
    assertOneDelivery();
  }

  @Test
  void theSameRequestWrittenInAnotherWayGetsTheSameAnswer() {
    HttpResponse<String> first = post(EMAIL, BODY, key);
    HttpResponse<String> again =
        post(
            EMAIL,
            """
            {"ToEmail": " ana@example.com", "Delay": "PT600S", "Subject": "Report q3",
             "OnUnknown": "RESEND", "CorrelationId": "q3"}
            """,
            '"' + key + '"');

    assertSameAnswer(again, first);
  }

  @Test
  void aMessagingRequestGetsItsFirstAnswerToo() {
    String body = "{\"correlationId\": \"q3\", \"phoneNumber\": \"+7 999 123-45-67\"}";

    HttpResponse<String> first = post(MESSAGING, body, key);

    assertSameAnswer(post(MESSAGING, body, key), first);
    assertOneDelivery();
  }

  @Test
  void theFirstAnswerStaysWhateverBecameOfTheDelivery() throws Exception {
    HttpResponse<String> first = post(EMAIL, BODY, key);
    Deliveries deliveries = server.bean(Deliveries.class);
    deliveries.reschedule(id(first), Instant.now().plus(3, ChronoUnit.DAYS));
    deliveries.cancel(id(first));

    assertSameAnswer(post(EMAIL, BODY, key), first);
  }

  @Test
  void aDeadlineThatHasPassedSinceIsNoErrorOfARepeatedRequest() {
    String soonExpired =
        BODY.replace("PT10M", "PT0S")
            .replace("}", ", \"expiresAt\": \"" + Instant.now().plusSeconds(1) + "\"}");
    HttpResponse<String> first = post(EMAIL, soonExpired, key);
    await().until(() -> server.post(EMAIL, soonExpired).statusCode() == 400);

    assertSameAnswer(post(EMAIL, soonExpired, key), first);
  }

  @Test
  void anotherRequestUnderTheSameKeyIsRefused() throws Exception {
    post(EMAIL, BODY, key);

    for (String other :
        new String[] {
          BODY.replace("ana", "luis"),
          BODY.replace("PT10M", "PT11M"),
          BODY.replace("}", ", \"message\": \"Hi\"}"),
          BODY.replace("}", ", \"customerId\": 1}"),
          BODY.replace("}", ", \"onUnknown\": \"hold\"}"),
          BODY.replace("}", ", \"reportId\": \"q4\"}")
        }) {
      assertReused(post(EMAIL, other, key));
    }
    assertReused(post(MESSAGING, "{\"correlationId\": \"q3\", \"chatId\": \"1\"}", key));
    assertOneDelivery();
  }

  @Test
  void keysAreToldApart() {
    post(EMAIL, BODY, key);
    post(EMAIL, BODY, key + "-2");

    assertThat(server.count("delivery")).isEqualTo(2);
  }

  @Test
  void aRequestThatWasRefusedStoresNoKey() {
    assertThat(post(EMAIL, "{\"correlationId\": \"q3\"}", key).statusCode()).isEqualTo(400);

    assertThat(post(EMAIL, BODY, key).statusCode()).isEqualTo(200);
    assertOneDelivery();
  }

  @Test
  void ofFiftyRequestsAtOnceOneIsDone() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(50);
    List<CompletableFuture<HttpResponse<String>>> calls =
        IntStream.range(0, 50)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> post(EMAIL, BODY, key), callers))
            .toList();
    List<HttpResponse<String>> answers = calls.stream().map(CompletableFuture::join).toList();
    callers.shutdown();

    List<HttpResponse<String>> done =
        answers.stream().filter(answer -> answer.statusCode() == 200).toList();
    assertThat(done).isNotEmpty().allSatisfy(answer -> assertSameAnswer(answer, done.get(0)));
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() != 200)
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(409);
              assertThat(answer.body()).contains("urn:chasqui:problem:idempotency-key-in-use");
              assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            });
    assertOneDelivery();
  }

  @Test
  void whileTheFirstIsRunningTheSecondIsToldSoAtOnce() throws Exception {
    try (Connection other = server.database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE delivery_message IN SHARE MODE");
      CompletableFuture<HttpResponse<String>> first =
          CompletableFuture.supplyAsync(() -> post(EMAIL, BODY, key));
      await().until(() -> server.count("pg_locks WHERE locktype = 'advisory'") == 1);

      assertThat(post(EMAIL, BODY, key).statusCode()).isEqualTo(409);

      assertThat(first).isNotDone();
      other.rollback();
      assertThat(first.join().statusCode()).isEqualTo(200);
    }
    assertOneDelivery();
  }

  @Test
  void aCallerThatNeverReadItsAnswerGetsItByAskingAgain() throws Exception {
    try (RawCaller caller =
        new RawCaller(
            server.uri(EMAIL),
            "application/json",
            "Idempotency-Key: " + key,
            server.authorizationLine())) {
      caller.send(BODY);
      caller.sendEnd();
      // Gone as soon as everything is sent.
    }
    await().until(() -> server.count("delivery") == 1);

    HttpResponse<String> again = post(EMAIL, BODY, key);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(server.get("/api/deliveries/" + id(again)).statusCode()).isEqualTo(200);
    assertOneDelivery();
  }

  @Test
  void aKeyIsForgottenAfterADay() {
    String body = BODY.replace("\"delay\": \"PT10M\"", "\"scheduledTime\": \"" + NEXT_WEEK + "\"");
    String other = body.replace("ana", "luis");
    HttpResponse<String> first = post(EMAIL, body, key);
    age("23 hours 59 minutes");
    assertSameAnswer(post(EMAIL, body, key), first);
    assertThat(post(EMAIL, other, key).statusCode()).isEqualTo(422);
    age("1 minute");

    HttpResponse<String> second = post(EMAIL, other, key);

    assertSameAnswer(post(EMAIL, other, key), second);
    assertThat(server.count("delivery")).isEqualTo(2);
    assertThat(server.count("idempotency_key")).isEqualTo(1);
  }

  @Test
  void aRequestOfThePreviousVersionGetsItsFirstAnswer() {
    HttpResponse<String> first = post(EMAIL, BODY, key);
    server
        .database
        .jdbc()
        .sql("UPDATE idempotency_key SET result_kind = DEFAULT, result_id = NULL")
        .update();

    assertSameAnswer(post(EMAIL, BODY, key), first);
    assertOneDelivery();
  }

  @Test
  void aDeliveryThatIsRemovedTakesNoKeyAlong() {
    HttpResponse<String> first = post(EMAIL, BODY, key);
    server.database.jdbc().sql("DELETE FROM delivery").update();

    assertSameAnswer(post(EMAIL, BODY, key), first);
    assertThat(server.count("delivery")).isZero();
  }

  @Test
  void oldKeysAreRemovedInBatches() {
    for (int i = 0; i < 3; i++) {
      post(EMAIL, BODY, key + i);
    }
    age("24 hours");
    post(EMAIL, BODY, key);
    IdempotencyKeys keys = server.bean(IdempotencyKeys.class);
    Instant receivedUntil = Instant.now().minus(24, ChronoUnit.HOURS);

    assertThat(keys.remove(receivedUntil, 2)).isEqualTo(2);
    assertThat(keys.remove(receivedUntil, 2)).isEqualTo(1);

    assertThat(server.count("idempotency_key")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "a\tb"})
  void whatIsNoKeyIsRefused(String malformed) throws Exception {
    assertMalformed(malformed);
  }

  @Test
  void aKeyHas255CharactersAtMost() throws Exception {
    assertThat(post(EMAIL, BODY, "k".repeat(255)).statusCode()).isEqualTo(200);
    assertMalformed("k".repeat(256));
  }

  @ParameterizedTest
  @ValueSource(strings = {EMAIL, MESSAGING})
  void aBatchTakesNoKey(String path) {
    HttpResponse<String> response = post(path + "/batch", "[]", key);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("Idempotency-Key", "single requests only");
  }

  @Test
  void neitherKeysNorRequestsCanBeReadFromTheTable() {
    post(EMAIL, BODY, "ana@example.com-1");

    String row =
        server
            .database
            .jdbc()
            .sql("SELECT idempotency_key::text FROM idempotency_key")
            .query(String.class)
            .single();

    assertThat(row).doesNotContain("ana").doesNotContain("q3");
  }

  private void assertMalformed(String malformed) throws Exception {
    HttpResponse<String> response = post(EMAIL, BODY, malformed);

    assertThat(response.statusCode()).as(malformed).isEqualTo(400);
    JsonNode error = json.readTree(response.body()).path("errors").path(0);
    assertThat(error.path("field").asText()).isEqualTo("Idempotency-Key");
    assertThat(error.path("message").asText()).contains("1 to 255 characters");
  }

  private static void assertReused(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
    assertThat(json.readTree(response.body()).path("type").asText())
        .isEqualTo("urn:chasqui:problem:idempotency-key-reused");
  }

  private static void assertSameAnswer(HttpResponse<String> again, HttpResponse<String> first) {
    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
  }

  private static void assertOneDelivery() {
    assertThat(server.count("delivery")).isEqualTo(1);
    assertThat(server.count("jobrunr_jobs")).isEqualTo(1);
  }

  private static HttpResponse<String> post(String path, String body, String key) {
    return server.post(path, body, "Idempotency-Key", key);
  }

  /** As if so much time had gone by since the keys were used. */
  private static void age(String interval) {
    server
        .database
        .jdbc()
        .sql(
            "UPDATE idempotency_key SET received_at = received_at - interval '%s'"
                .formatted(interval))
        .update();
  }

  private static DeliveryId id(HttpResponse<String> answer) throws Exception {
    return new DeliveryId(UUID.fromString(json.readTree(answer.body()).path("jobId").asText()));
  }
}
