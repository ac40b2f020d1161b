package io.chasqui.quickstart.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.quickstart.PreparedBuild;
import io.chasqui.quickstart.Quickstart;
import io.chasqui.quickstart.QuickstartSettings;
import io.chasqui.quickstart.SamplePdf;
import io.chasqui.quickstart.postgres.LocalPostgres;
import io.chasqui.quickstart.process.ChildProcess;
import io.chasqui.testing.CollectedSpan;
import io.chasqui.testing.TestCollector;
import io.chasqui.testing.TestJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product as it is shipped: the three real jars as processes of their own, two of them e-mail
 * workers, on a real PostgreSQL, with a mail server and a Bot API that keep what they are sent.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndIT {

  private static final ObjectMapper json = new ObjectMapper();
  private static final HttpClient http = HttpClient.newHttpClient();
  private static final int MIXED_JOBS = 250;

  @TempDir private static Path folder;
  private static TestCollector collector;
  private static Quickstart quickstart;

  @BeforeAll
  static void start() throws Exception {
    collector = TestCollector.start();
    PreparedBuild.prepareOnce();
    Path repository = Path.of("..").toAbsolutePath().normalize();
    quickstart =
        Quickstart.start(
            QuickstartSettings.onFreePorts(
                folder,
                "--jars-dir=" + repository,
                "--email-workers=2",
                "--jvm-options=" + String.join(" ", TestJvm.onTheSameMachineWithItsCharset()),
                "--app.spring.datasource.hikari.connection-init-sql=SET TIME ZONE"
                    + " 'Pacific/Kiritimati'; SET plan_cache_mode = force_generic_plan",
                "--verbose",
                "--app.logging.structured.format.console=ecs",
                "--app.chasqui.email.retry-schedule=200ms,200ms",
                "--app.chasqui.notify.retry-schedule=100ms,100ms,100ms",
                "--app.chasqui.alerts.email=ops@example.com",
                "--app.chasqui.alerts.check-interval=1s",
                "--app.chasqui.alerts.calm=1s",
                "--app.management.otlp.tracing.endpoint=" + collector.endpoint(),
                "--app.management.tracing.opentelemetry.export.schedule-delay=200ms"));
  }

  @AfterAll
  static void stop() {
    quickstart.close();
    collector.close();
  }

  @Test
  @Order(1)
  void theReadmesCurlLinesDeliverTheReportByteForByte() throws Exception {
    List<CurlLine> lines = CurlLine.in(Files.readString(Path.of("../README.md")));
    assertThat(lines).hasSize(12);
    byte[] pdf = pdf(250_000);
    List<JsonNode> answers = new ArrayList<>();
    for (CurlLine line : lines) {
      HttpResponse<String> response =
          http.send(line.request(quickstart, pdf), BodyHandlers.ofString());
      assertThat(response.statusCode()).as(line + response.body()).isBetween(200, 201);
      answers.add(json.readTree(response.body()));
    }

    awaitStatus(answers.get(0).path("jobId").asText(), "DELIVERED");
    awaitStatus(answers.get(1).path("jobId").asText(), "DELIVERED");
    awaitStatus(answers.get(2).path("jobId").asText(), "DELIVERED");
    awaitStatus(answers.get(5).path("jobId").asText(), "DELIVERED");
    awaitStatus(answers.get(7).path("jobId").asText(), "DELIVERED");
    awaitStatus(answers.get(9).path("jobId").asText(), "DELIVERED");
    awaitStatus(answers.get(10).path("deliveryId").asText(), "DELIVERED");

    byte[] sample = SamplePdf.page("Chasqui sample report");
    assertThat(attachmentTo("ana@example.com", "sample-report.pdf")).isEqualTo(sample);
    assertThat(attachmentTo("luis@example.com", "q3-2026.pdf")).isEqualTo(pdf);

    JsonNode notice = mailWith("luis@example.com", "Your order is on its way");
    assertThat(notice.path("text").asText()).contains("it will be with you tomorrow.");
    assertThat(notice.path("attachments")).isEmpty();

    JsonNode message = get(quickstart.botApiUri(), "/api/messages?chatId=1001").path(0);
    assertThat(message.path("fileName").asText()).isEqualTo("sample-report.pdf");
    assertThat(bytes(quickstart.botApiUri(), message.path("path").asText())).isEqualTo(sample);

    JsonNode sms = get(quickstart.smsGatewayUri(), "/api/messages");
    assertThat(sms.findValuesAsText("phone")).containsOnly("+34600123456");
    assertThat(sms.findValuesAsText("text")).contains("It is ready.");

    JsonNode webhook = get(quickstart.webhookReceiverUri(), "/api/webhooks").path(0);
    assertThat(webhook.path("id").asText()).isEqualTo(answers.get(5).path("jobId").asText());
    assertThat(webhook.path("signature").asText()).startsWith("v1,");
    assertThat(webhook.path("body").asText()).contains("\"message\":\"It is ready.\"");

    JsonNode push = get(quickstart.pushServiceUri(), "/api/messages");
    assertThat(push.findValuesAsText("message")).containsExactly("{\"body\":\"It is ready.\"}");
  }

  @Test
  @Order(1)
  void theFourLinesOfTheWelcomeWork() throws Exception {
    List<CurlLine> lines = CurlLine.in(quickstart.welcome());
    assertThat(lines).hasSize(4);
    for (CurlLine line : lines) {
      HttpRequest request = line.request(quickstart, new byte[0]);
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(line + response.body()).isEqualTo(200);
    }
  }

  /** What images record: it would be an empty record if the server refused one of its requests. */
  @Test
  @Order(1)
  void whatIsRehearsedForTheRecordIsSent() throws Exception {
    quickstart.rehearse(50, 5);

    for (String last : List.of("alone-4", "batch-49", "message-4")) {
      JsonNode found =
          get(quickstart.serverUri(), "/api/deliveries?correlationId=" + last).path("items");
      assertThat(found).as(last).hasSize(1);
      assertThat(found.path(0).path("status").asText()).as(last).isEqualTo("DELIVERED");
    }
  }

  private static byte[] attachmentTo(String recipient, String fileName) throws Exception {
    for (JsonNode mail : get(quickstart.inboxUri(), "/api/mails?to=" + recipient)) {
      for (JsonNode attachment : mail.path("attachments")) {
        if (attachment.path("fileName").asText().equals(fileName)) {
          return bytes(quickstart.inboxUri(), attachment.path("path").asText());
        }
      }
    }
    throw new AssertionError("no " + fileName + " to " + recipient);
  }

  @Test
  @Order(1)
  void theTracingPagesCurlLineIsOneTraceFromTheRequestToTheMailServer() throws Exception {
    CurlLine line = CurlLine.in(Files.readString(Path.of("../docs/tracing.md"))).get(0);

    http.send(line.request(quickstart, new byte[0]), BodyHandlers.discarding());

    List<CollectedSpan> spans = awaitSpans("4bf92f3577b34da6a3ce929d0e0e4736", 4);
    assertThat(path(spans, "00f067aa0ba902b7"))
        .containsExactly(
            "scheduler-server: POST /api/schedule-email",
            "email-worker: deliver EMAIL",
            "email-worker: attempt EMAIL",
            "email-worker: SMTP send");
    assertThat(spans)
        .filteredOn(span -> span.name().equals("deliver EMAIL"))
        .extracting(CollectedSpan::attributes)
        .singleElement(InstanceOfAssertFactories.map(String.class, String.class))
        .containsEntry("chasqui.correlation.id", "sample-report")
        .containsEntry("chasqui.attempt", "1")
        .containsEntry("chasqui.outcome", "DELIVERED");
  }

  @Test
  @Order(1)
  void aMessageIsOneTraceFromTheRequestToTheBotApi() throws Exception {
    String trace = "00000000000000000000000000007e1e";
    HttpRequest.Builder request =
        request(quickstart.serverUri(), "/api/schedule-messaging")
            .header("Content-Type", "application/json")
            .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"correlationId": "sample-report", "chatId": 1004, "delay": "PT0S"}
                    """));

    http.send(request.build(), BodyHandlers.discarding());

    assertThat(path(awaitSpans(trace, 4), "00f067aa0ba902b7"))
        .containsExactly(
            "scheduler-server: POST /api/schedule-messaging",
            "messaging-worker: deliver TELEGRAM",
            "messaging-worker: attempt TELEGRAM",
            "messaging-worker: POST");
  }

  @Test
  @Order(2)
  void thePageAboutPlainMailsAndTheContactFormKeepsItsWord() throws Exception {
    List<CurlLine> lines = CurlLine.in(Files.readString(Path.of("../docs/contact-and-notify.md")));
    assertThat(lines).hasSize(3);
    List<JsonNode> answers = new ArrayList<>();
    for (CurlLine line : lines) {
      HttpResponse<String> response =
          http.send(line.request(quickstart, new byte[0]), BodyHandlers.ofString());
      assertThat(response.statusCode()).as(line + response.body()).isEqualTo(200);
      answers.add(json.readTree(response.body()));
    }

    awaitStatus(answers.get(0).path("deliveryId").asText(), "DELIVERED");
    JsonNode told = answers.get(2).path("items").path(0);
    assertThat(told.path("message").asText()).isEqualTo("¿Hacen envíos a Arequipa?");
    awaitStatus(told.at("/deliveries/0/deliveryId").asText(), "DELIVERED");
    JsonNode mail = mailWith("desk@example.com", "Contact form: Ana");
    assertThat(mail.path("text").asText())
        .contains("ana@example.com", "Language: es", "¿Hacen envíos a Arequipa?");
    assertThat(mail.path("headers").toString()).doesNotContain("ana@example.com", "Reply-To");
    assertThat(get(quickstart.inboxUri(), "/api/mails?to=ana@example.com"))
        .allMatch(other -> !other.path("text").asText().contains("Arequipa"));
  }

  /** The sessions' zone is not the applications'. */
  @Test
  @Order(2)
  void whatIsAskedForInTwoHoursIsKeptUntilThenWhateverTheZonesAre() throws Exception {
    String time = Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MILLIS).toString();
    String deadline = "2099-10-25T00:30:00Z";
    String body =
        """
        {"correlationId": "sample-report", %s, "scheduledTime": "%s", "expiresAt": "%s"}
        """;
    String mail = body.formatted("\"toEmail\": \"early@example.com\"", time, deadline);
    String chat = body.formatted("\"chatId\": 1005", time, deadline);
    List<String> early =
        List.of(
            schedule("/api/schedule-email", mail),
            schedule("/api/schedule-messaging", chat),
            schedule("/api/schedule-email/batch", "[" + mail + "]"),
            schedule("/api/schedule-messaging/batch", "[" + chat + "]"));

    awaitStatus(schedule("/api/schedule-email", email("on-time@example.com")), "DELIVERED");

    for (String id : early) {
      JsonNode delivery = delivery(id);
      assertThat(delivery.path("status").asText()).isEqualTo("SCHEDULED");
      assertThat(delivery.path("scheduledTime").asText()).isEqualTo(time);
      assertThat(delivery.path("expiresAt").asText()).isEqualTo(deadline);
    }
  }

  @Test
  @Order(3)
  void aPhoneNumberWorksOnceItsOwnerHasSaidHello() throws Exception {
    String request =
        """
        {"correlationId": "sample-report", "phoneNumber": "+51 987 654 321", "delay": "PT0S"}
        """;
    String tooEarly = schedule("/api/schedule-messaging", request);
    assertThat(awaitStatus(tooEarly, "FAILED").path("failureCode").asText())
        .isEqualTo("RECIPIENT_NOT_LINKED");

    post(quickstart.botApiUri(), "/api/people/start", "{\"chatId\": 4711}");
    post(
        quickstart.botApiUri(),
        "/api/people/contact",
        "{\"chatId\": 4711, \"phoneNumber\": \"+51987654321\"}");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> get(quickstart.botApiUri(), "/api/messages?chatId=4711").size() >= 2);

    awaitStatus(schedule("/api/schedule-messaging", request), "DELIVERED");
  }

  @Test
  @Order(4)
  void aRefusedRecipientFailsAtOnceAndABusyServerAfterTheLastWait() throws Exception {
    String refused = schedule("/api/schedule-email", email("nobody@reject.invalid"));
    String busy = schedule("/api/schedule-email", email("nobody@defer.invalid"));

    String notice =
        send(
                quickstart.serverUri(),
                "/api/notify",
                "{\"to\": \"nobody@defer.invalid\", \"subject\": \"s\", \"body\": \"b\"}")
            .body();

    JsonNode refusedDelivery = awaitStatus(refused, "FAILED");
    JsonNode busyDelivery = awaitStatus(busy, "FAILED");

    assertThat(refusedDelivery.path("failureCode").asText()).isEqualTo("RECIPIENT_REJECTED");
    assertThat(refusedDelivery.path("attempts")).hasSize(1);
    assertThat(busyDelivery.path("attempts")).hasSize(3);
    String plain = json.readTree(notice).path("deliveryId").asText();
    assertThat(awaitStatus(plain, "FAILED").path("attempts")).as("by its own waits").hasSize(4);
  }

  @Test
  @Order(5)
  void fiveHundredMixedJobsAreEachDoneOnceAndNoneByTheWrongKind() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < MIXED_JOBS / 2; i++) {
      ids.add(schedule("/api/schedule-email", email("mixed-" + i + "@example.com")));
      ids.add(
          schedule(
              "/api/schedule-messaging",
              "{\"correlationId\": \"sample-report\", \"chatId\": %d, \"delay\": \"PT0S\"}"
                  .formatted(500_000 + i)));
    }

    for (String id : ids) {
      JsonNode delivery = awaitStatus(id, "DELIVERED");
      assertThat(delivery.path("attempts")).hasSize(1);
      String kind =
          delivery.path("channel").asText().equals("EMAIL") ? "email-worker@" : "messaging+";
      assertThat(delivery.at("/attempts/0/worker").asText()).startsWith(kind);
    }
    assertThat(recipients(quickstart.inboxUri(), "/api/mails", "to", "mixed-"))
        .hasSize(MIXED_JOBS / 2)
        .doesNotHaveDuplicates();
    assertThat(recipients(quickstart.botApiUri(), "/api/messages", "chatId", "500"))
        .hasSize(MIXED_JOBS / 2)
        .doesNotHaveDuplicates();
    assertThat(uploads()).as("uploads of one report by one bot").isEqualTo(1);
  }

  @Test
  @Order(6)
  void workersComeAndGoWithoutTouchingTheOtherQueue() throws Exception {
    for (ChildProcess worker : quickstart.emailWorkers()) {
      worker.stop(Duration.ofSeconds(20));
    }
    String mail = schedule("/api/schedule-email", email("later@example.com"));
    String message =
        schedule(
            "/api/schedule-messaging",
            "{\"correlationId\": \"sample-report\", \"chatId\": \"1002\", \"delay\": \"PT0S\"}");

    awaitStatus(message, "DELIVERED");
    JsonNode waiting = delivery(mail);
    assertThat(waiting.path("status").asText()).isEqualTo("SCHEDULED");
    assertThat(waiting.path("attempts")).isEmpty();

    quickstart.startEmailWorker();
    awaitStatus(mail, "DELIVERED");
  }

  @Test
  @Order(7)
  void workersGoOnByThemselvesAfterPostgresWasAway() throws Exception {
    quickstart.postgres().stop();
    HttpResponse<String> refused =
        send(quickstart.serverUri(), "/api/schedule-email", email("refused@example.com"));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                status(quickstart.messagingWorkers().get(0), "/actuator/health/readiness") == 503);
    quickstart.postgres().start();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                send(quickstart.serverUri(), "/api/schedule-email", email("back@example.com"))
                        .statusCode()
                    == 200);
    String mail = schedule("/api/schedule-email", email("after@example.com"));
    String message =
        schedule(
            "/api/schedule-messaging",
            "{\"correlationId\": \"sample-report\", \"chatId\": \"1003\", \"delay\": \"PT0S\"}");
    awaitStatus(mail, "DELIVERED");
    awaitStatus(message, "DELIVERED");
    assertThat(get(quickstart.inboxUri(), "/api/mails?to=refused@example.com")).isEmpty();
  }

  @Test
  @Order(7)
  void oneIdFindsTheWholeWayOfADelivery() throws Exception {
    String report = "whole-way";
    store(report);
    HttpResponse<String> answer =
        send(
            quickstart.serverUri(),
            "/api/schedule-email",
            "{\"correlationId\": \"%s\", \"toEmail\": \"way@example.com\", \"customerId\": 4711, \"delay\": \"PT0S\"}"
                .formatted(report),
            "X-Correlation-Id",
            report,
            "traceparent",
            "00-0000000000000000000000000000000a-00f067aa0ba902b7-01");
    String id = json.readTree(answer.body()).path("jobId").asText();
    awaitStatus(id, "DELIVERED");

    List<JsonNode> lines =
        await()
            .atMost(Duration.ofSeconds(5))
            .until(() -> JsonLogs.of(quickstart, report), found -> found.size() >= 6);
    assertThat(lines)
        .extracting(line -> line.path("message").asText().split(" in \\d+ ms")[0])
        .containsSubsequence(
            "PUT /api/reports/whole-way came in",
            "POST /api/schedule-email came in",
            "POST /api/schedule-email answered with 200",
            "EMAIL attempt 1: DELIVERED");
    JsonNode attempt = lines.get(lines.size() - 1);
    assertThat(attempt.path("deliveryId").asText()).isEqualTo(id);
    assertThat(attempt.path("attempt").asText()).isEqualTo("1");
    assertThat(attempt.path("customerId").asText()).isEqualTo("4711");
    assertThat(attempt.path("traceId").asText()).isEqualTo("0000000000000000000000000000000a");
    assertThat(attempt.path("spanId").asText()).matches("[0-9a-f]{16}");
    assertThat(attempt.path("outcome").asText()).isEqualTo("DELIVERED");
    assertThat(attempt.path("durationMillis").isIntegralNumber()).isTrue();
    assertThat(attempt.path("providerMessageId").asText()).isNotEmpty();
    assertThat(attempt.path("providerAnswer").asText()).startsWith("250");
    assertThat(attempt.at("/service/name").asText()).isEqualTo("email-worker");
    assertThat(attempt.at("/service/version").asText()).isNotEmpty();
  }

  @Test
  @Order(8)
  void aRequestThatNamesNoIdIsFoundByItsAnswersLine() throws Exception {
    String report = "no-id";
    store(report);
    schedule(
        "/api/schedule-email",
        "{\"correlationId\": \"%s\", \"toEmail\": \"way@example.com\"}".formatted(report));

    JsonNode answered =
        await()
            .until(
                () -> JsonLogs.of(quickstart, report).stream().reduce((one, next) -> next).get(),
                line -> line.path("message").asText().contains("schedule-email answered"));
    List<JsonNode> request = JsonLogs.of(quickstart, answered.path("requestId").asText());
    assertThat(request)
        .extracting(line -> line.path("message").asText())
        .containsExactly("POST /api/schedule-email came in");
  }

  /** JobRunr would keep the context of the thread that enqueues, and show it. */
  @Test
  @Order(9)
  void jobsKeepNoMoreOfTheLogsContextThanTheCorrelationId() throws Exception {
    LocalPostgres postgres = quickstart.postgres();
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT count(*) FILTER (WHERE jobasjson::text LIKE '%mdc-correlationId%'),
                  count(*) FILTER (WHERE jobasjson::text SIMILAR TO
                    '%mdc-(customerId|deliveryId|requestId|keyId|attempt|traceId|spanId)%')
                FROM jobrunr_jobs
                """)) {
      row.next();
      assertThat(row.getLong(1)).isPositive();
      assertThat(row.getLong(2)).isZero();
    }
  }

  @Test
  @Order(10)
  void everyMetricOfTheRulesTheDashboardAndTheDocsExists() throws Exception {
    http.send(
        HttpRequest.newBuilder(quickstart.serverUri().resolve("/api/deliveries")).build(),
        BodyHandlers.discarding());
    post(
        quickstart.botApiUri(),
        "/api/script",
        "{\"chatId\": \"1004\", \"status\": 429, \"description\": \"Too Many Requests\"}");
    schedule(
        "/api/schedule-messaging",
        "{\"correlationId\": \"sample-report\", \"chatId\": \"1004\", \"delay\": \"PT0S\"}");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(scraped()).containsAll(MetricNames.used()));
  }

  private static Set<String> scraped() throws Exception {
    List<ChildProcess> processes = new ArrayList<>(List.of(quickstart.server()));
    processes.addAll(quickstart.emailWorkers());
    processes.addAll(quickstart.messagingWorkers());
    Set<String> names = new TreeSet<>();
    for (ChildProcess process : processes) {
      if (process.isAlive()) {
        HttpRequest scrape = request(process.uri(), "/actuator/prometheus").build();
        names.addAll(MetricNames.scraped(http.send(scrape, BodyHandlers.ofString()).body()));
      }
    }
    return names;
  }

  private static void store(String report) throws Exception {
    HttpRequest put =
        request(quickstart.serverUri(), "/api/reports/" + report)
            .header("Content-Type", "application/pdf")
            .header("X-Correlation-Id", report)
            .PUT(BodyPublishers.ofByteArray(pdf(1_000)))
            .build();
    assertThat(http.send(put, BodyHandlers.discarding()).statusCode()).isBetween(200, 299);
  }

  @Test
  @Order(11)
  void aChannelThatFailsAgainAndAgainIsToldByMailAndAgainWhenItWorks() throws Exception {
    for (int i = 0; i < 3; i++) {
      awaitStatus(
          schedule("/api/schedule-email", email("again-" + i + "@defer.invalid")), "FAILED");
    }

    awaitMail("Chasqui: channel smtp:");
    // That mail has arrived, so the channel works.
    awaitMail("Chasqui: over: channel smtp:");
    assertThat(get(quickstart.serverUri(), "/api/alerts").findValuesAsText("kind"))
        .contains("CHANNEL_FAULT");
  }

  private static void awaitMail(String subject) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                get(quickstart.inboxUri(), "/api/mails?to=ops@example.com")
                    .findValuesAsText("subject")
                    .stream()
                    .anyMatch(one -> one.startsWith(subject)));
  }

  private static List<CollectedSpan> awaitSpans(String trace, int count) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> collector.spansOf(trace), spans -> spans.size() >= count);
  }

  /** The spans below one another, each with its application; no span has two below it. */
  private static List<String> path(List<CollectedSpan> spans, String from) {
    List<String> path = new ArrayList<>();
    Map<String, CollectedSpan> below =
        spans.stream().collect(Collectors.toMap(CollectedSpan::parentId, span -> span));
    for (CollectedSpan next = below.get(from); next != null; next = below.get(next.spanId())) {
      path.add(next.service() + ": " + next.name());
    }
    return path;
  }

  private static int status(ChildProcess process, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + process.port() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
  }

  private static String email(String to) {
    return "{\"correlationId\": \"sample-report\", \"toEmail\": \"%s\", \"delay\": \"PT0S\"}"
        .formatted(to);
  }

  private static String schedule(String path, String request) throws Exception {
    HttpResponse<String> response = send(quickstart.serverUri(), path, request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json.readTree(response.body()).path("jobId").asText();
  }

  private static JsonNode awaitStatus(String id, String status) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> delivery(id), delivery -> delivery.path("status").asText().equals(status));
  }

  private static JsonNode delivery(String id) throws Exception {
    return get(quickstart.serverUri(), "/api/deliveries/" + id);
  }

  private static List<String> recipients(URI base, String path, String field, String prefix)
      throws Exception {
    return get(base, path).findValuesAsText(field).stream()
        .filter(value -> value.startsWith(prefix))
        .toList();
  }

  /** Of the sample report; the stand-in keeps the latest 500 messages, and so all of this test. */
  private static long uploads() throws Exception {
    List<JsonNode> messages = new ArrayList<>();
    get(quickstart.botApiUri(), "/api/messages").forEach(messages::add);
    return messages.stream()
        .filter(message -> message.path("fileName").asText().equals("sample-report.pdf"))
        .filter(message -> message.path("uploaded").asBoolean())
        .count();
  }

  private static JsonNode mailWith(String to, String subject) throws Exception {
    for (JsonNode mail : get(quickstart.inboxUri(), "/api/mails?to=" + to)) {
      if (mail.path("subject").asText().equals(subject)) {
        return mail;
      }
    }
    throw new AssertionError("no mail to " + to + " about " + subject);
  }

  private static JsonNode get(URI base, String path) throws Exception {
    return json.readTree(http.send(request(base, path).build(), BodyHandlers.ofString()).body());
  }

  private static byte[] bytes(URI base, String path) throws Exception {
    return http.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofByteArray())
        .body();
  }

  private static void post(URI base, String path, String body) throws Exception {
    assertThat(send(base, path, body).statusCode()).isBetween(200, 299);
  }

  private static HttpResponse<String> send(URI base, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(base, path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(
        request
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** With the key, which the stand-ins do not look at. */
  private static HttpRequest.Builder request(URI base, String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .header("Authorization", "Bearer " + quickstart.apiKey());
  }

  private static byte[] pdf(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    byte[] head = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }
}
