package io.chasqui.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Origin;
import io.chasqui.email.smtp.ScriptedSmtpServer;
import io.chasqui.platform.CorrelationId;
import io.chasqui.testing.ManagementPort;
import io.chasqui.testing.TestDatabase;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole worker: PostgreSQL, JobRunr, storage and mail servers are real. */
@ExtendWith(OutputCaptureExtension.class)
class EmailWorkerIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Path reports;
  private final TestDatabase database = TestDatabase.fresh();
  private final ScriptedSmtpServer scripted = new ScriptedSmtpServer();
  private @Nullable ConfigurableApplicationContext worker;

  EmailWorkerIT(@TempDir Path reports) {
    this.reports = reports;
  }

  @AfterEach
  void stop() {
    if (worker != null) {
      worker.close();
    }
    scripted.close();
  }

  @Test
  void deliversExactlyOnceWithAJournal() throws Exception {
    GreenMail mail = TestGreenMail.smtp();
    try {
      start(mail.getSmtp().getPort(), Map.of());
      store("report-1");
      DeliveryId id = schedule("report-1", null);
      DeliveryView delivery = awaitStatus(id, DeliveryStatus.DELIVERED);

      MimeMessage[] received = mail.getReceivedMessages();
      assertThat(received).hasSize(1);
      assertThat(received[0].getMessageID()).isEqualTo("<" + id + "@example.com>");
      assertThat(delivery.attempts()).hasSize(1);
      AttemptView attempt = delivery.attempts().get(0);
      assertThat(attempt.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
      assertThat(attempt.startedAt()).isAfterOrEqualTo(delivery.scheduledTime());
      assertThat(delivery.providerMessageId()).startsWith("250");
      await().atMost(SOON).until(() -> jobState(id), "SUCCEEDED"::equals);
    } finally {
      mail.stop();
    }
  }

  @Test
  void triesAgainByTheScheduleAfterTemporaryFailures() throws Exception {
    scripted.once("RCPT", "450 4.2.1 later", "451 4.3.0 later");
    start(scripted.port(), Map.of());
    store("report-1");
    DeliveryView delivery = awaitStatus(schedule("report-1", null), DeliveryStatus.DELIVERED);
    assertThat(outcomes(delivery))
        .containsExactly(
            AttemptOutcome.TEMPORARY_FAILURE,
            AttemptOutcome.TEMPORARY_FAILURE,
            AttemptOutcome.DELIVERED);
    assertThat(scripted.messages()).hasSize(1);
  }

  @Test
  void givesUpWhenTheScheduleIsSpent() throws Exception {
    scripted.always("RCPT", "450 4.2.1 later");
    start(scripted.port(), Map.of("chasqui.email.retry-schedule", "50ms"));
    store("report-1");
    DeliveryId id = schedule("report-1", null);
    DeliveryView delivery = awaitStatus(id, DeliveryStatus.FAILED);
    assertThat(delivery.attempts()).hasSize(2);
    assertThat(delivery.failureCode()).isEqualTo("SEND_FAILED");
    assertThat(delivery.failureDetail()).isEqualTo("450 4.2.1 later");
  }

  @Test
  void failsAtOnceWhenTheRecipientIsUnknownAndSoDoesTheJob() throws Exception {
    scripted.always("RCPT", "550 5.1.1 <ivan@example.org> unknown");
    start(scripted.port(), Map.of());
    store("report-1");
    DeliveryId id = schedule("report-1", null);
    DeliveryView delivery = awaitStatus(id, DeliveryStatus.FAILED);
    assertThat(delivery.attempts()).hasSize(1);
    assertThat(delivery.failureCode()).isEqualTo("RECIPIENT_REJECTED");
    assertThat(delivery.failureDetail()).doesNotContain("ivan@example.org");
    await().atMost(SOON).until(() -> jobState(id), "FAILED"::equals);
  }

  @Test
  void addressesStayOutOfLogsJobsAndAttemptsWhateverTheServerSays(CapturedOutput output)
      throws Exception {
    scripted.once("RCPT", "450 4.2.1 <ivan@example.org> is busy", "RESET");
    scripted.once(".", "451 4.3.0 ivan@example.org: later");
    scripted.always("RCPT", "550 5.1.1 \"ivan\"@example.org, call +79995550077");
    start(scripted.port(), Map.of("logging.level.root", "debug"));
    store("report-1");

    DeliveryView delivery = awaitStatus(schedule("report-1", null), DeliveryStatus.FAILED);

    assertThat(delivery.attempts()).hasSizeGreaterThan(1);
    List<String> kept =
        Stream.of("jobasjson FROM jobrunr_jobs", "a::text FROM delivery_attempt a")
            .flatMap(what -> database.jdbc().sql("SELECT " + what).query(String.class).stream())
            .toList();
    assertThat(kept).hasSizeGreaterThan(2);
    assertThat(kept + output.getAll())
        .contains("i***@e***.org")
        .doesNotContain("ivan@example.org", "\"ivan\"@", "+79995550077", "Hello");
  }

  @Test
  void waitsForAReportThatIsNotThereYet() throws Exception {
    start(scripted.port(), Map.of("chasqui.email.retry-schedule", "200ms,200ms,200ms,200ms,200ms"));
    DeliveryId id = schedule("report-1", null);
    await().atMost(SOON).until(() -> !outcomes(find(id)).isEmpty());
    store("report-1");
    DeliveryView delivery = awaitStatus(id, DeliveryStatus.DELIVERED);
    assertThat(delivery.attempts().get(0).code()).isEqualTo("REPORT_NOT_FOUND");
    assertThat(scripted.messages()).hasSize(1);
  }

  @Test
  void sendsTheReportThatTheRequestNamedInPlaceOfItsCorrelationId() throws Exception {
    start(scripted.port(), Map.of());
    store("q3-2026");
    DeliveryId id =
        deliveries()
            .schedule(
                DeliveryRequest.email("ivan@example.org")
                    .origin(Origin.REQUEST)
                    .correlationId(new CorrelationId("order-7"))
                    .report(new CorrelationId("q3-2026"), "q3.pdf")
                    .at(Instant.now())
                    .build());

    DeliveryView delivery = awaitStatus(id, DeliveryStatus.DELIVERED);

    assertThat(delivery.correlationId()).isEqualTo("order-7");
    assertThat(delivery.reportId()).isEqualTo("q3-2026");
    assertThat(scripted.messages())
        .singleElement()
        .asString()
        .contains("X-Correlation-Id: order-7", "Please find the report q3-2026 attached", "q3.pdf");
  }

  @Test
  void sendsTheReportThatReplacedTheOneOfAnEarlierAttempt() throws Exception {
    scripted.once("RCPT", "450 4.2.1 later");
    start(scripted.port(), Map.of("chasqui.email.retry-schedule", "1s"));
    store("report-1");
    DeliveryId id = schedule("report-1", null);
    await().atMost(SOON).until(() -> outcomes(find(id)).contains(AttemptOutcome.TEMPORARY_FAILURE));
    byte[] replacement = "%PDF-1.7 the second edition".getBytes(StandardCharsets.US_ASCII);
    Files.write(reports.resolve("report-1.pdf"), replacement);

    awaitStatus(id, DeliveryStatus.DELIVERED);

    assertThat(scripted.messages())
        .singleElement()
        .asString()
        .contains(Base64.getEncoder().encodeToString(replacement));
  }

  @Test
  void neverSendsAfterTheDeadline() throws Exception {
    start(scripted.port(), Map.of());
    store("report-1");
    DeliveryId id = schedule("report-1", Instant.now().minusSeconds(1));
    DeliveryView delivery = awaitStatus(id, DeliveryStatus.EXPIRED);
    assertThat(delivery.failureCode()).isEqualTo("EXPIRED");
    assertThat(delivery.attempts()).isEmpty();
    assertThat(scripted.received()).isEmpty();
  }

  @Test
  void readsReportsFromAnHttpStorage() throws Exception {
    try (MockWebServer storage = new MockWebServer()) {
      storage.enqueue(new MockResponse.Builder().code(404).build());
      storage.enqueue(
          new MockResponse.Builder().code(200).body(new Buffer().write(TestEmail.PDF)).build());
      storage.start();
      start(
          scripted.port(),
          Map.of(
              "chasqui.storage.type",
              "http",
              "chasqui.storage.http.base-url",
              storage.url("/reports").toString()));
      DeliveryView delivery = awaitStatus(schedule("report-1", null), DeliveryStatus.DELIVERED);
      assertThat(outcomes(delivery))
          .containsExactly(AttemptOutcome.TEMPORARY_FAILURE, AttemptOutcome.DELIVERED);
      assertThat(storage.takeRequest().getUrl().encodedPath()).isEqualTo("/reports/report-1");
    }
  }

  @Test
  void losesNoAttemptByAFaultOfTheChannel(CapturedOutput log) throws Exception {
    scripted.once("AUTH", "535 5.7.8 no", "535 5.7.8 no");
    start(
        scripted.port(),
        Map.of(
            "chasqui.email.username", "user",
            "chasqui.email.password", "canary-secret",
            "chasqui.email.channel-fault-pause", "700ms",
            // No attempt may be lost: there is none to lose.
            "chasqui.email.retry-schedule", ""));
    store("report-1");
    DeliveryId id = schedule("report-1", null);
    DeliveryView delivery = awaitStatus(id, DeliveryStatus.DELIVERED);
    assertThat(outcomes(delivery))
        .containsExactly(
            AttemptOutcome.CHANNEL_FAULT, AttemptOutcome.CHANNEL_FAULT, AttemptOutcome.DELIVERED);
    AttemptView first = delivery.attempts().get(0);
    AttemptView second = delivery.attempts().get(1);
    assertThat(first.code()).isEqualTo("AUTHENTICATION_FAILED");
    assertThat(Duration.between(first.endedAt(), second.startedAt()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(690));
    assertThat(log.getAll()).contains("AUTHENTICATION_FAILED").doesNotContain("canary-secret");
  }

  @Test
  void sendsOnceMoreWithTheSameIdWhenTheLastReplyWasLost() throws Exception {
    scripted.once(".", ScriptedSmtpServer.CLOSE);
    start(scripted.port(), Map.of("chasqui.email.unknown-resend-after", "100ms"));
    store("report-1");
    DeliveryId id = schedule("report-1", null);
    DeliveryView delivery = awaitStatus(id, DeliveryStatus.DELIVERED);
    assertThat(outcomes(delivery))
        .containsExactly(AttemptOutcome.UNKNOWN, AttemptOutcome.DELIVERED);
    assertThat(scripted.messages())
        .hasSize(2)
        .allMatch(message -> message.contains("Message-ID: <" + id + "@example.com>"));
  }

  @Test
  void sendsEachMailOnceWithTwoWorkers() throws Exception {
    start(scripted.port(), Map.of());
    store("report-1");
    try (ConfigurableApplicationContext twin = run(scripted.port(), Map.of())) {
      List<DeliveryId> ids = Stream.generate(() -> schedule("report-1", null)).limit(60).toList();
      ids.forEach(id -> awaitStatus(id, DeliveryStatus.DELIVERED));
      assertThat(twin.isRunning()).isTrue();
      assertThat(scripted.messages()).hasSize(60);
      assertThat(ids)
          .allSatisfy(
              id ->
                  assertThat(scripted.messages())
                      .filteredOn(message -> message.contains("Message-ID: <" + id + "@"))
                      .hasSize(1));
    }
  }

  @Test
  void showsHealthAndMetricsOnlyAndThoseOnLoopbackAndReadsNoBody() {
    start(scripted.port(), Map.of());
    ManagementPort port = ManagementPort.of(Objects.requireNonNull(worker));
    assertThat(port.statusOf("/healthz")).isEqualTo(200);

    assertThat(port.shown()).containsExactly("/health", "/info", "/prometheus");
    assertThat(port.address()).matches(address -> address.isLoopbackAddress());
    port.assertThatNoBodyIsRead();
  }

  private void start(int smtpPort, Map<String, String> given) {
    worker = run(smtpPort, given);
  }

  private ConfigurableApplicationContext run(int smtpPort, Map<String, String> given) {
    Map<String, String> settings = new HashMap<>(database.settings());
    settings.put("server.port", "0");
    settings.put("chasqui.storage.directory.path", reports.toString());
    settings.put("chasqui.email.host", "localhost");
    settings.put("chasqui.email.port", String.valueOf(smtpPort));
    settings.put("chasqui.email.tls", "none");
    settings.put("chasqui.email.from", "reports@example.com");
    settings.put("chasqui.email.retry-schedule", "50ms,50ms,50ms");
    settings.put("chasqui.worker.shutdown-timeout", "1s");
    settings.put("chasqui.worker.concurrency", "4");
    settings.putAll(given);
    String[] arguments =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    return SpringApplication.run(EmailWorkerApplication.class, arguments);
  }

  private void store(String correlationId) throws IOException {
    Files.write(reports.resolve(correlationId + ".pdf"), TestEmail.PDF);
  }

  private DeliveryId schedule(String correlationId, @Nullable Instant expiresAt) {
    return deliveries()
        .schedule(
            DeliveryRequest.email("ivan@example.org")
                .origin(Origin.REQUEST)
                .correlationId(new CorrelationId(correlationId))
                .subject("Your report")
                .message("Hello")
                .report("report.pdf")
                .at(Instant.now())
                .expiresAt(expiresAt)
                .build());
  }

  private DeliveryView awaitStatus(DeliveryId id, DeliveryStatus status) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(find(id).status()).isEqualTo(status));
    return find(id);
  }

  private DeliveryView find(DeliveryId id) {
    return deliveries().find(id).orElseThrow();
  }

  private Deliveries deliveries() {
    if (worker == null) {
      throw new IllegalStateException("not started");
    }
    return worker.getBean(Deliveries.class);
  }

  private static List<@Nullable AttemptOutcome> outcomes(DeliveryView delivery) {
    return delivery.attempts().stream()
        .flatMap(attempt -> Stream.<@Nullable AttemptOutcome>of(attempt.outcome()))
        .toList();
  }

  private String jobState(DeliveryId id) {
    UUID job = id.value();
    return database
        .jdbc()
        .sql("SELECT state FROM jobrunr_jobs WHERE id = :id")
        .param("id", job.toString())
        .query(String.class)
        .single();
  }
}
