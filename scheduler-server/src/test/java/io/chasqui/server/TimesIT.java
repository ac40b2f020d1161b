package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.TestWorker;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.JvmZone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Times on their way from a request through the database to a worker, and back to the caller. */
class TimesIT {

  private static final ObjectMapper json = new ObjectMapper();
  private static final String EMAIL = "\"correlationId\": \"c\", \"toEmail\": \"a@b.example\"";
  private static final String CHAT = "\"correlationId\": \"c\", \"chatId\": 1001";

  /** To the microsecond, so that whatever loses a digit is found. */
  private static final Instant TOMORROW =
      Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).plusNanos(123_456_000);

  private static final Instant LATER = TOMORROW.plus(1, ChronoUnit.HOURS);

  private static ChasquiServer server;
  private static ConfigurableApplicationContext worker;

  @BeforeAll
  static void start() {
    server =
        ChasquiServer.start(
            "--spring.datasource.hikari.connection-init-sql="
                + "SET TIME ZONE 'UTC'; SET plan_cache_mode = force_generic_plan");
    worker = TestWorker.start(server.database, Queue.EMAIL);
  }

  @AfterAll
  static void stop() {
    worker.close();
    server.close();
  }

  /** The sessions of the worker are of yet another zone, {@code TestDatabase}'s. */
  @ParameterizedTest
  @CsvSource({
    "America/Los_Angeles, Asia/Kathmandu",
    "Asia/Kathmandu, America/Los_Angeles",
    "Europe/Berlin, UTC",
    "UTC, Australia/Lord_Howe"
  })
  void whatIsDueIsSentAndNothingElseWhateverTheZoneOfServerAndWorker(
      String zoneOfServer, String zoneOfWorker) throws Exception {
    Instant soon = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.MICROS);
    Instant inTwoHours = soon.plus(2, ChronoUnit.HOURS);
    try (JvmZone zone = JvmZone.of(zoneOfServer)) {
      String due = scheduled("/api/schedule-email", item(soon, inTwoHours));
      List<String> batch =
          batch("/api/schedule-email/batch", item(soon, inTwoHours), item(inTwoHours, LATER));
      String early = scheduled("/api/schedule-email", item(inTwoHours, LATER));
      String moved = scheduled("/api/schedule-email", item(inTwoHours, LATER));
      reschedule(moved, soon.toString());

      zone.changeTo(zoneOfWorker);
      for (String id : List.of(due, batch.get(0), moved)) {
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> delivery(id).path("status").asText().equals("DELIVERED"));
        assertThat(Instant.parse(delivery(id).at("/attempts/0/startedAt").asText()))
            .isBetween(soon, soon.plusSeconds(20));
      }
      for (String id : List.of(early, batch.get(1))) {
        assertThat(delivery(id).path("status").asText()).isEqualTo("SCHEDULED");
        assertThat(delivery(id).path("scheduledTime").asText()).isEqualTo(inTwoHours.toString());
        assertThat(delivery(id).path("expiresAt").asText()).isEqualTo(LATER.toString());
      }
    }
  }

  static Stream<String> spellingsOfTomorrow() {
    String micros = TOMORROW.toString().replace("Z", "");
    return Stream.of(
        micros + "Z",
        micros.toLowerCase(Locale.ROOT) + "z",
        micros + "+00:00",
        micros + "-0000",
        micros + "+00",
        micros.replace('.', ',') + "Z",
        micros + "7890Z",
        micros + "99999999999999999999Z",
        at("+05:30", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS") + "+05:30",
        at("+05:30", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS") + "+0530",
        at("-08:00", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS") + "-08",
        at("-08:00", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS") + "\\u221208:00",
        at("+14:00", "yyyyMMdd'T'HHmmss.SSSSSS") + "+1400",
        " " + micros + "Z ");
  }

  private static String at(String offset, String pattern) {
    return TOMORROW.atOffset(ZoneOffset.of(offset)).format(DateTimeFormatter.ofPattern(pattern));
  }

  @ParameterizedTest
  @MethodSource("spellingsOfTomorrow")
  void whateverIsTakenIsGivenBackAndTakenAgainAsTheSameTime(String written) throws Exception {
    String time = "{%s, \"scheduledTime\": \"%s\", \"expiresAt\": \"%s\"}";
    String deadline = LATER.toString();

    for (String shown : List.of(written, TOMORROW.toString())) {
      String email = scheduled("/api/schedule-email", time.formatted(EMAIL, shown, deadline));
      String message = scheduled("/api/schedule-messaging", time.formatted(CHAT, shown, deadline));
      String ofBatch =
          batch("/api/schedule-email/batch", time.formatted(EMAIL, shown, deadline)).get(0);
      String moved = scheduled("/api/schedule-email", "{" + EMAIL + ", \"delay\": \"PT48H\"}");
      assertThat(reschedule(moved, shown).path("scheduledTime").asText())
          .isEqualTo(TOMORROW.toString());
      for (String id : List.of(email, message, ofBatch, moved)) {
        assertThat(delivery(id).path("scheduledTime").asText()).isEqualTo(TOMORROW.toString());
      }
      String expiring =
          scheduled(
              "/api/schedule-email",
              "{%s, \"delay\": \"PT0S\", \"expiresAt\": \"%s\"}".formatted(EMAIL, shown));
      assertThat(delivery(expiring).path("expiresAt").asText()).isEqualTo(TOMORROW.toString());
      assertThat(key(shown).path("expiresAt").asText()).isEqualTo(TOMORROW.toString());
      assertThat(page("from=" + encoded(shown)).path("items")).isEmpty();
      assertThat(page("to=" + encoded(shown)).path("items")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "9999-12-31T23:59:59.9999999Z, 9999-12-31T23:59:59.999999Z",
    "9999-12-31T18:59:59-05:00, 9999-12-31T23:59:59Z"
  })
  void theLastTimesAreGivenBackAndTakenAgain(String written, String shown) throws Exception {
    for (String text : List.of(written, shown)) {
      String id =
          scheduled(
              "/api/schedule-email",
              "{%s, \"delay\": \"PT1H\", \"expiresAt\": \"%s\"}".formatted(EMAIL, text));
      assertThat(delivery(id).path("expiresAt").asText()).isEqualTo(shown);
      assertThat(key(text).path("expiresAt").asText()).isEqualTo(shown);
      assertThat(page("to=" + encoded(text)).path("items")).isNotEmpty();
      assertThat(page("from=" + encoded(text)).path("items")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9999-12-31T23:59:59-00:01",
        "9999-12-31T23:59:59.999999-14:00",
        "0001-01-01T00:00:00+00:01",
        "0000-12-31T00:00:00Z",
        "2030-12-31T23:59:60Z"
      })
  void whatCouldNotBeGivenBackIsRefusedEverywhereInWordsThatAreTrue(String text) throws Exception {
    String time = "{%s, \"%s\": \"%s\"}";
    List<HttpResponse<String>> answers =
        List.of(
            server.post("/api/schedule-email", time.formatted(EMAIL, "scheduledTime", text)),
            server.post("/api/schedule-email", time.formatted(EMAIL, "expiresAt", text)),
            server.post("/api/schedule-messaging", time.formatted(CHAT, "expiresAt", text)),
            server.post("/api/keys", time.formatted("\"scopes\": [\"read\"]", "expiresAt", text)),
            server.get("/api/deliveries?from=" + encoded(text)),
            server.get("/api/deliveries?to=" + encoded(text)));

    for (HttpResponse<String> answer : answers) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body()).contains("years 0001 to 9999 of UTC, no leap seconds");
    }
    assertThat(
            server
                .post(
                    "/api/schedule-email/batch",
                    "[" + time.formatted(EMAIL, "expiresAt", text) + "]")
                .body())
        .contains("years 0001 to 9999 of UTC, no leap seconds");
  }

  @Test
  void aDeliveryIsListedFromItsTimeOfCreationOnAndNotBeforeIt() throws Exception {
    String id = scheduled("/api/schedule-email", "{" + EMAIL + "}");
    String created = delivery(id).path("createdAt").asText();

    assertThat(ids(page("from=" + created))).contains(id);
    assertThat(ids(page("to=" + created))).doesNotContain(id);
    assertThat(ids(page("from=0001-01-01T00:00:00Z"))).contains(id);
    assertThat(ids(page("from=1969-07-20T20:17:40Z"))).contains(id);
    assertThat(ids(page("to=9999-12-31T23:59:59.999999Z"))).contains(id);
  }

  @Test
  void thePlusSignOfAnOffsetNeedsNoEscape() throws Exception {
    String id = scheduled("/api/schedule-email", "{" + EMAIL + "}");
    String created = delivery(id).path("createdAt").asText();
    String inNepal =
        Instant.parse(created)
            .atOffset(ZoneOffset.ofHoursMinutes(5, 45))
            .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);

    assertThat(ids(page("from=" + inNepal))).contains(id);
    assertThat(ids(page("to=" + inNepal))).doesNotContain(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "P1W | PT168H",
        "P1W1D | PT192H",
        "PT0,5H | PT30M",
        "P0.5D | PT12H",
        "pt1.5m | PT90S"
      })
  void delaysMayBeWrittenAsIso8601Has(String written, Duration delay) throws Exception {
    String id =
        scheduled("/api/schedule-email", "{%s, \"delay\": \"%s\"}".formatted(EMAIL, written));

    assertThat(Instant.parse(delivery(id).path("scheduledTime").asText()))
        .isCloseTo(Instant.now().plus(delay), within(10, ChronoUnit.SECONDS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"P1M", "P1Y", "P1Y2M3DT4H"})
  void delaysWhoseLengthDiffersAreRefusedInWordsThatAreTrue(String written) {
    HttpResponse<String> answer =
        server.post("/api/schedule-email", "{%s, \"delay\": \"%s\"}".formatted(EMAIL, written));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("years and months differ in length and are not supported");
  }

  /** A leap year has them; the check of {@code P366DT1S} is in {@code BadRequestIT}. */
  @Test
  void aDelayMayBeAsLongAsIsSaid() {
    HttpResponse<String> answer =
        server.post("/api/schedule-email", "{%s, \"delay\": \"P366D\"}".formatted(EMAIL));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String item(Instant time, Instant deadline) {
    return "{%s, \"scheduledTime\": \"%s\", \"expiresAt\": \"%s\"}"
        .formatted(EMAIL, time, deadline);
  }

  private static String scheduled(String path, String body) throws Exception {
    return read(server.post(path, body)).path("jobId").asText();
  }

  private static List<String> batch(String path, String... items) {
    HttpResponse<String> answer = server.post(path, "[" + String.join(",", items) + "]");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().lines().map(TimesIT::jobId).toList();
  }

  private static String jobId(String line) {
    try {
      JsonNode answer = json.readTree(line);
      assertThat(answer.path("status").asText()).as(line).isEqualTo("Scheduled");
      return answer.path("jobId").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode reschedule(String id, String time) throws Exception {
    return read(
        server.post(
            "/api/deliveries/" + id + "/reschedule", "{\"scheduledTime\": \"" + time + "\"}"));
  }

  private static JsonNode key(String expiresAt) throws Exception {
    HttpResponse<String> answer =
        server.post("/api/keys", "{\"scopes\": [\"read\"], \"expiresAt\": \"" + expiresAt + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json.readTree(answer.body());
  }

  private static JsonNode delivery(String id) throws Exception {
    return read(server.get("/api/deliveries/" + id));
  }

  private static JsonNode page(String query) throws Exception {
    return read(server.get("/api/deliveries?limit=200&" + query));
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("items").forEach(delivery -> ids.add(delivery.path("id").asText()));
    return ids;
  }

  private static JsonNode read(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }

  /** As JSON has it and as a query has it. */
  private static String encoded(String text) throws Exception {
    String plain = json.readValue("\"" + text + "\"", String.class);
    return URLEncoder.encode(plain, StandardCharsets.UTF_8);
  }
}
