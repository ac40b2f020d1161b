package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.TestWorker;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.jobs.Queue;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Batches over HTTP, stored in a real PostgreSQL. */
@ExtendWith(OutputCaptureExtension.class)
class BatchIT {

  private static final String EMAIL = "/api/schedule-email/batch";
  private static final String MESSAGING = "/api/schedule-messaging/batch";
  private static final String NDJSON = "application/x-ndjson";
  private static final int CHUNK = 500;

  private static final ObjectMapper json = new ObjectMapper();
  @RegisterExtension static final ChasquiServer ofUsualSize = ChasquiServer.shared();

  @RegisterExtension
  static final ChasquiServer server = ChasquiServer.with("chasqui.schedule.max-batch-size=8MB");

  @AfterEach
  void everyDeliveryHasItsJobAndEveryJobItsDelivery() {
    assertThat(
            server.count(
                "delivery d FULL JOIN jobrunr_jobs j ON j.id = d.id::text"
                    + " WHERE d.id IS NULL OR j.id IS NULL"))
        .isZero();
    server.database.truncate("delivery_message, jobrunr_jobs");
  }

  @Test
  void answersALineForEachItemOfAnArrayInTheirOrder() throws Exception {
    HttpResponse<String> response =
        server.post(
            EMAIL,
            """
            [{"correlationId": "good-0", "toEmail": "a@b.example", "delay": "PT10M"},
             {"correlationId": "bad-1", "toEmail": "nobody", "delay": "soon"},
             {"CorrelationId": "good-2", "TOEMAIL": "a@b.example"},
             {"correlationId": "bad-3", "toEmail": true},
             {"correlationId": "bad-4", "correlationId": "bad-4", "toEmail": "a@b.example"},
             5,
             {"correlationId": "good-6", "toEmail": "a@b.example"}]
            """);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(NDJSON);
    List<JsonNode> lines = lines(response);
    assertThat(lines).extracting(line -> line.path("index").asInt()).isEqualTo(range(7));
    assertThat(statuses(lines))
        .containsExactly(
            "Scheduled", "Invalid", "Scheduled", "Invalid", "Invalid", "Invalid", "Scheduled");
    assertThat(lines.get(0).fieldNames())
        .toIterable()
        .containsExactly("index", "jobId", "correlationId", "status", "scheduledTime");
    assertThat(lines.get(1).fieldNames())
        .toIterable()
        .containsExactly("index", "correlationId", "status", "errors");
    assertThat(lines.get(1).path("errors").findValuesAsText("field"))
        .containsExactly("toEmail", "delay");
    assertThat(errors(lines.get(3)))
        .containsExactly("toEmail has the wrong type; expected: string");
    assertThat(errors(lines.get(4))).containsExactly("correlationId must be given only once");
    assertThat(errors(lines.get(5))).containsExactly("body must be a JSON object");
    assertThat(server.count("delivery")).isEqualTo(3);
    for (int good : new int[] {0, 2, 6}) {
      JsonNode delivery =
          json.readTree(
              server.get("/api/deliveries/" + lines.get(good).path("jobId").asText()).body());
      assertThat(delivery.path("correlationId").asText()).isEqualTo("good-" + good);
      assertThat(delivery.path("status").asText()).isEqualTo("SCHEDULED");
      assertThat(delivery.path("scheduledTime")).isEqualTo(lines.get(good).path("scheduledTime"));
    }
  }

  @Test
  void answersALineForEachLineOfNdjson() throws Exception {
    String tooLarge = "{\"correlationId\": \"c\", \"message\": \"" + "m".repeat(1 << 20) + "\"}";
    HttpResponse<String> response =
        server.postAs(
            NDJSON,
            MESSAGING,
            String.join(
                "\n",
                "{\"correlationId\": \"good-0\", \"chatId\": 1001}",
                "{\"correlationId\": \"bad-1\", \"chatId\": ",
                "",
                "{\"correlationId\": \"good-2\", \"phoneNumber\": \"+79991234567\"}\r",
                tooLarge,
                "[]",
                "null",
                "{} {}",
                "\u0000\u0000\u0000{ looks like UTF-32",
                "{\"correlationId\": \"good-8\", \"chatId\": \"@channel\"}"));

    List<JsonNode> lines = lines(response);
    assertThat(statuses(lines))
        .containsExactly(
            "Scheduled",
            "Invalid",
            "Scheduled",
            "Invalid",
            "Invalid",
            "Invalid",
            "Invalid",
            "Invalid",
            "Scheduled");
    assertThat(errors(lines.get(1))).containsExactly("body is not valid JSON");
    assertThat(errors(lines.get(3))).containsExactly("body must have at most 655360 bytes");
    assertThat(errors(lines.get(4))).containsExactly("body must be a JSON object");
    assertThat(errors(lines.get(5))).containsExactly("body must be a JSON object");
    assertThat(errors(lines.get(6))).containsExactly("body is not valid JSON");
    assertThat(errors(lines.get(7))).containsExactly("body is not valid JSON");
    assertThat(server.count("delivery WHERE channel = 'TELEGRAM'")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"application/json, 10000", "application/x-ndjson, 10000", "application/json, 501"})
  void storesEachItemOfALargeBatchOnce(String form, int count) throws Exception {
    HttpResponse<String> response = server.postAs(form, EMAIL, batch(form, emails(count)));

    List<JsonNode> lines = lines(response);
    assertThat(lines).extracting(line -> line.path("index").asInt()).isEqualTo(range(count));
    assertThat(lines)
        .extracting(line -> line.path("correlationId").asText())
        .isEqualTo(range(count).stream().map(i -> "item-" + i).toList());
    Set<String> ids =
        lines.stream().map(line -> line.path("jobId").asText()).collect(Collectors.toSet());
    assertThat(ids).hasSize(count);
    assertThat(stored()).isEqualTo(ids);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", NDJSON})
  void aBatchThatIsTooLongEndsWithALineThatSaysSo(String form) throws Exception {
    HttpResponse<String> response = server.postAs(form, EMAIL, batch(form, emails(10_003)));

    List<JsonNode> lines = lines(response);
    assertThat(lines).hasSize(10_001);
    JsonNode last = lines.get(10_000);
    assertThat(last.path("index").asInt()).isEqualTo(10_000);
    assertThat(last.path("status").asText()).isEqualTo("NotRead");
    assertThat(errors(last))
        .containsExactly(
            "body has more than 10000 items; this item and all after it were not read");
    assertThat(server.count("delivery")).isEqualTo(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"correlationId\": oops}, {}]", "", "{\"correlationId\": \"cut of"})
  void whereAnArrayIsBrokenWhatCameBeforeStaysAndTheLastLineSaysWhere(String rest)
      throws Exception {
    String before = "[" + String.join(",", emails(CHUNK + 7)) + ",";

    HttpResponse<String> response = server.post(EMAIL, before + rest);

    List<JsonNode> lines = lines(response);
    assertThat(lines).hasSize(CHUNK + 8);
    JsonNode last = lines.get(CHUNK + 7);
    assertThat(last.path("index").asInt()).isEqualTo(CHUNK + 7);
    assertThat(last.path("status").asText()).isEqualTo("NotRead");
    assertThat(errors(last).get(0))
        .matches(
            "body is not valid JSON at byte [0-9,]+; this item and all after it were not read");
    assertThat(statuses(lines.subList(0, CHUNK + 7))).containsOnly("Scheduled");
    assertThat(server.count("delivery")).isEqualTo(CHUNK + 7);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, [, 'nested too deeply at byte [0-9]+: more than 1000 .* not read'",
    "application/json, 7, 'too long to be read, before byte [0-9]+; .* not read'",
    "application/x-ndjson, [, 'nested too deeply: more than 1000 .*'",
    "application/x-ndjson, 7, 'too long to be read'"
  })
  void saysOfAnItemThatItIsNestedTooDeeplyOrHasTooLongParts(String form, String part, String reason)
      throws Exception {
    String item = "{\"x\": " + part.repeat(5_000);

    List<JsonNode> lines =
        lines(server.postAs(form, EMAIL, batch(form, List.of(emails(1).get(0), item))));

    assertThat(statuses(lines).get(0)).isEqualTo("Scheduled");
    assertThat(errors(lines.get(1)).get(0)).matches("body .*" + reason);
  }

  @Test
  void aBodyThatIsTooLargeEndsWithALineWhenItsLengthWasNotSaid() throws Exception {
    String message = "m".repeat(40_000);
    List<String> items =
        IntStream.range(0, 212)
            .mapToObj(
                i ->
                    "{\"correlationId\": \"c\", \"toEmail\": \"a@b.example\", \"message\": \""
                        + message
                        + "\"}")
            .toList();

    try (RawCaller caller = call(EMAIL, NDJSON)) {
      caller.send(batch(NDJSON, items));
      caller.sendEnd();
      List<JsonNode> lines = caller.lines();
      JsonNode last = lines.get(lines.size() - 1);
      assertThat(last.path("status").asText()).isEqualTo("NotRead");
      assertThat(errors(last).get(0)).startsWith("body has more than 8388608 bytes");
      assertThat(server.count("delivery")).isEqualTo(lines.size() - 1).isBetween(200L, 211L);
    }
  }

  @Test
  void refusesWhatIsNoBatchBeforeAnythingIsStored() throws Exception {
    assertProblem(server.post(EMAIL, ""), 400, "must be a JSON array");
    assertProblem(server.post(EMAIL, emails(1).get(0)), 400, "must be a JSON array");
    assertProblem(server.post(EMAIL, "nonsense"), 400, "must be a JSON array");
    assertProblem(server.postAs(NDJSON, EMAIL, "\n \n"), 400, "at least one line");
    assertProblem(
        server.postAs("text/plain", EMAIL, "[]"), 415, "application/json, application/x-ndjson");
    assertThat(server.count("delivery")).isZero();
  }

  @Test
  void refusesALengthThatIsTooLargeBeforeItReads() throws Exception {
    URI uri = server.uri(EMAIL);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      String head =
          "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(EMAIL, server.authorizationLine(), NDJSON, (8 << 20) + 1);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

      byte[] answer = socket.getInputStream().readNBytes(12);

      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void anEmptyArrayIsABatchWithoutLines() {
    HttpResponse<String> response = server.post(EMAIL, "[]");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void answersInTheCallersLanguage() throws Exception {
    HttpResponse<String> response =
        server.post(MESSAGING, "[{\"chatId\": \"1\"}, oops", "Accept-Language", "ru");

    List<JsonNode> lines = lines(response);
    assertThat(response.headers().firstValue("Content-Language")).hasValue("ru");
    assertThat(errors(lines.get(0))).containsExactly("correlationId обязательное поле");
    assertThat(errors(lines.get(1)).get(0)).startsWith("body не является правильным JSON");
  }

  @Test
  void theLinesOfAChunkArriveBeforeTheRestWasSent() throws Exception {
    try (RawCaller caller = call(EMAIL, NDJSON)) {
      caller.send(batch(NDJSON, emails(CHUNK)) + "\n" + emails(1).get(0).substring(0, 5));

      List<JsonNode> first = caller.nextLines(CHUNK / 2);
      assertThat(statuses(first)).containsOnly("Scheduled");
      assertThat(server.count("delivery")).isEqualTo(CHUNK);

      caller.send(emails(1).get(0).substring(5));
      caller.sendEnd();
      assertThat(caller.lines()).hasSize(CHUNK / 2 + 1);
      assertThat(server.count("delivery")).isEqualTo(CHUNK + 1);
    }
  }

  /** With a batch and an answer that are larger than the buffers between the two. */
  @Test
  void aCallerMaySendEverythingBeforeItReads() throws Exception {
    String wrong =
        "{\"correlationId\": \"/\", \"toEmail\": \"x\", \"subject\": \"a\\n\", \"delay\": \"x\","
            + " \"expiresAt\": \"x\", \"attachmentName\": \"/\", \"onUnknown\": \"x\","
            + (" \"message\": \"" + "m".repeat(5_000) + "\"}\n");
    try (RawCaller caller =
        new RawCaller(ofUsualSize.uri(EMAIL), NDJSON, ofUsualSize.authorizationLine())) {
      caller.send(wrong.repeat(10_000));
      caller.sendEnd();

      List<JsonNode> lines = caller.lines();
      assertThat(lines).hasSize(10_000);
      assertThat(errors(lines.get(9_999))).hasSize(7);
    }
  }

  @Test
  void whatWasStoredStaysWhenTheCallerGoesAway(CapturedOutput output) throws Exception {
    try (RawCaller caller = call(EMAIL, NDJSON)) {
      caller.send(batch(NDJSON, emails(CHUNK + 100)));
      caller.nextLines(1);
    }

    await().until(() -> output.getOut().contains("The caller of a batch at " + EMAIL));
    assertThat(server.count("delivery")).isEqualTo(CHUNK);
    assertThat(output.getOut()).contains("{SCHEDULED=500}");
    assertThat(output).doesNotContain("\tat io.chasqui");
  }

  @Test
  void whatWasStoredStaysWhenTheDatabaseGoesAwayAndTheRestMayBeSentAgain(CapturedOutput output)
      throws Exception {
    refuse("item-" + (CHUNK + 3), "53300");
    try {
      List<JsonNode> lines =
          lines(server.post(EMAIL, batch("application/json", emails(4 * CHUNK))));

      assertThat(statuses(lines.subList(0, CHUNK))).containsOnly("Scheduled");
      assertThat(statuses(lines.subList(CHUNK, 4 * CHUNK))).containsOnly("NotStored");
      assertThat(errors(lines.get(CHUNK)))
          .containsExactly("body could not be stored right now; send this item again later");
      assertThat(lines.get(CHUNK).path("correlationId").asText()).isEqualTo("item-" + CHUNK);
      assertThat(server.count("delivery")).isEqualTo(CHUNK);
      assertThat(output).containsOnlyOnce("The database is away").doesNotContain("\tat ");
    } finally {
      refuseNothing();
    }
  }

  @Test
  void anItemThatOnlyTheDatabaseRefusesDoesNotSpoilItsChunk(CapturedOutput output)
      throws Exception {
    refuse("item-13", "23514");
    try {
      List<JsonNode> lines = lines(server.post(EMAIL, batch("application/json", emails(CHUNK))));

      assertThat(lines).extracting(line -> line.path("index").asInt()).isEqualTo(range(CHUNK));
      assertThat(lines.get(13).path("status").asText()).isEqualTo("NotStored");
      assertThat(errors(lines.get(13)))
          .containsExactly("body could not be stored because of a fault of the service");
      assertThat(statuses(lines))
          .filteredOn(status -> status.equals("Scheduled"))
          .hasSize(CHUNK - 1);
      assertThat(server.count("delivery")).isEqualTo(CHUNK - 1);
      assertThat(output).containsOnlyOnce("by a fault of ours");
    } finally {
      refuseNothing();
    }
  }

  @Test
  void logsOneLineForABatchBesideThoseOfTheRequest(CapturedOutput output) {
    server.post(
        EMAIL,
        batch("application/json", emails(20)).replace("item-7", "?"),
        "X-Correlation-Id",
        "b-1");

    assertThat(output.getOut().lines().filter(line -> line.contains("b-1")))
        .filteredOn(line -> !line.contains("RequestLogFilter"))
        .singleElement()
        .asString()
        .contains("Took in a batch at " + EMAIL + ": {SCHEDULED=19, INVALID=1}");
    assertThat(output).doesNotContain("@b.example");
  }

  @Test
  void aWorkerDeliversTheItemsOfABatch() throws Exception {
    try (ConfigurableApplicationContext worker = TestWorker.start(server.database, Queue.EMAIL)) {
      List<JsonNode> lines =
          lines(server.post(EMAIL, batch("application/json", emails(50)).replace("PT1H", "PT0S")));

      assertThat(statuses(lines)).containsOnly("Scheduled");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> server.count("delivery WHERE status = 'DELIVERED'") == 50);
    }
  }

  private static RawCaller call(String path, String contentType) throws IOException {
    return new RawCaller(server.uri(path), contentType, server.authorizationLine());
  }

  private static List<String> emails(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{\"correlationId\": \"item-%d\", \"toEmail\": \"i%d@b.example\", \"delay\": \"PT1H\"}"
                    .formatted(i, i))
        .toList();
  }

  private static String batch(String form, List<String> items) {
    return form.equals(NDJSON)
        ? String.join("\n", items) + "\n"
        : "[" + String.join(", ", items) + "]";
  }

  private static List<Integer> range(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static List<JsonNode> lines(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : response.body().split("\n")) {
      lines.add(json.readTree(line));
    }
    return lines;
  }

  private static List<String> statuses(List<JsonNode> lines) {
    return lines.stream().map(line -> line.path("status").asText()).toList();
  }

  private static List<String> errors(JsonNode line) {
    return StreamSupport.stream(line.path("errors").spliterator(), false)
        .map(error -> error.path("field").asText() + " " + error.path("message").asText())
        .toList();
  }

  private static Set<String> stored() {
    return Set.copyOf(
        server.database.jdbc().sql("SELECT id::text FROM delivery").query(String.class).list());
  }

  private static void assertProblem(HttpResponse<String> response, int status, String words) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains(words);
  }

  /** Lets PostgreSQL refuse the job of a delivery, after the delivery itself was written. */
  private static void refuse(String correlationId, String sqlState) {
    server
        .database
        .jdbc()
        .sql(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF new.jobasjson LIKE '%%"EMAIL %s"%%' THEN
                RAISE EXCEPTION 'refused' USING ERRCODE = '%s';
              END IF;
              RETURN new;
            END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON jobrunr_jobs
              FOR EACH ROW EXECUTE FUNCTION refuse()
            """
                .formatted(correlationId, sqlState))
        .update();
  }

  private static void refuseNothing() {
    server.database.jdbc().sql("DROP FUNCTION refuse CASCADE").update();
  }
}
