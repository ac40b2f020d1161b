package io.chasqui.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.email.smtp.ScriptedSmtpServer;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The whole worker, where a test needs one with settings of its own. */
@ExtendWith(OutputCaptureExtension.class)
class EmailWorkerSettingsIT {

  private final ScriptedSmtpServer scripted = new ScriptedSmtpServer();
  private final Path reports;

  EmailWorkerSettingsIT(@TempDir Path reports) {
    this.reports = reports;
  }

  @AfterEach
  void stop() {
    scripted.close();
  }

  /** It does not read what other channels are set to, and is not given their secrets. */
  private static final Map<String, String> OF_OTHER_CHANNELS =
      Map.of(
          "chasqui.sms.gateways", "main,tw",
          "chasqui.push.vapid-public-key", "none",
          "chasqui.webhook.timeout", "1ms");

  @Test
  void deliversExactlyOnceWithAJournalWhateverOtherChannelsAreSetTo() throws Exception {
    GreenMail mail = TestGreenMail.smtp();
    try (TestEmailWorker worker =
        TestEmailWorker.start(reports, mail.getSmtp().getPort(), OF_OTHER_CHANNELS)) {
      worker.store("report-1");
      DeliveryId id = worker.schedule("report-1");
      DeliveryView delivery = worker.awaitStatus(id, DeliveryStatus.DELIVERED);

      MimeMessage[] received = mail.getReceivedMessages();
      assertThat(received).hasSize(1);
      assertThat(received[0].getMessageID()).isEqualTo("<" + id + "@example.com>");
      assertThat(delivery.attempts()).hasSize(1);
      AttemptView attempt = delivery.attempts().get(0);
      assertThat(attempt.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
      assertThat(attempt.startedAt()).isAfterOrEqualTo(delivery.scheduledTime());
      assertThat(delivery.providerMessageId()).startsWith("250");
      await().atMost(TestEmailWorker.SOON).until(() -> worker.jobState(id), "SUCCEEDED"::equals);
    } finally {
      mail.stop();
    }
  }

  @Test
  void addressesStayOutOfLogsJobsAndAttemptsWhateverTheServerSays(CapturedOutput output)
      throws Exception {
    scripted.once("RCPT", "450 4.2.1 <ivan@example.org> is busy", "RESET");
    scripted.once(".", "451 4.3.0 ivan@example.org: later");
    scripted.always("RCPT", "550 5.1.1 \"ivan\"@example.org, call +79995550077");
    try (TestEmailWorker worker = start(Map.of("logging.level.root", "debug"))) {
      worker.store("report-1");

      DeliveryView delivery =
          worker.awaitStatus(worker.schedule("report-1"), DeliveryStatus.FAILED);

      assertThat(delivery.attempts()).hasSizeGreaterThan(1);
      List<String> kept =
          Stream.of("jobasjson FROM jobrunr_jobs", "a::text FROM delivery_attempt a")
              .flatMap(
                  what -> worker.database.jdbc().sql("SELECT " + what).query(String.class).stream())
              .toList();
      assertThat(kept).hasSizeGreaterThan(2);
      assertThat(kept + output.getAll())
          .contains("i***@e***.org")
          .doesNotContain("ivan@example.org", "\"ivan\"@", "+79995550077", "Hello");
    }
  }

  @Test
  void readsReportsFromAnHttpStorage() throws Exception {
    try (MockWebServer storage = new MockWebServer()) {
      storage.enqueue(new MockResponse.Builder().code(404).build());
      storage.enqueue(
          new MockResponse.Builder().code(200).body(new Buffer().write(TestEmail.PDF)).build());
      storage.start();
      try (TestEmailWorker worker =
          start(
              Map.of(
                  "chasqui.storage.type",
                  "http",
                  "chasqui.storage.http.base-url",
                  storage.url("/reports").toString()))) {
        DeliveryView delivery =
            worker.awaitStatus(worker.schedule("report-1"), DeliveryStatus.DELIVERED);
        assertThat(TestEmailWorker.outcomes(delivery))
            .containsExactly(AttemptOutcome.TEMPORARY_FAILURE, AttemptOutcome.DELIVERED);
        assertThat(storage.takeRequest().getUrl().encodedPath()).isEqualTo("/reports/report-1");
      }
    }
  }

  @Test
  void losesNoAttemptByAFaultOfTheChannel(CapturedOutput log) throws Exception {
    scripted.once("AUTH", "535 5.7.8 no", "535 5.7.8 no");
    try (TestEmailWorker worker =
        start(
            Map.of(
                "chasqui.email.username", "user",
                "chasqui.email.password", "canary-secret",
                "chasqui.email.channel-fault-pause", "700ms",
                // No attempt may be lost: there is none to lose.
                "chasqui.email.retry-schedule", ""))) {
      worker.store("report-1");
      DeliveryId id = worker.schedule("report-1");
      DeliveryView delivery = worker.awaitStatus(id, DeliveryStatus.DELIVERED);
      assertThat(TestEmailWorker.outcomes(delivery))
          .containsExactly(
              AttemptOutcome.CHANNEL_FAULT, AttemptOutcome.CHANNEL_FAULT, AttemptOutcome.DELIVERED);
      AttemptView first = delivery.attempts().get(0);
      AttemptView second = delivery.attempts().get(1);
      assertThat(first.code()).isEqualTo("AUTHENTICATION_FAILED");
      assertThat(Duration.between(first.endedAt(), second.startedAt()))
          .isGreaterThanOrEqualTo(Duration.ofMillis(690));
      assertThat(log.getAll()).contains("AUTHENTICATION_FAILED").doesNotContain("canary-secret");
    }
  }

  private TestEmailWorker start(Map<String, String> given) {
    return TestEmailWorker.start(reports, scripted.port(), given);
  }
}
