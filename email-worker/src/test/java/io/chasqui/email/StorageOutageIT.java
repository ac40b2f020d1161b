package io.chasqui.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.email.smtp.ScriptedSmtpServer;
import io.chasqui.platform.CorrelationId;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole worker, and a storage that fails for some seconds. */
class StorageOutageIT {

  private static final Duration SOON = Duration.ofSeconds(40);

  @Test
  void deliveriesWaitForTheStorageWithoutAnAttemptAndGoOnByThemselves(@TempDir Path reports)
      throws IOException {
    try (ScriptedSmtpServer mail = new ScriptedSmtpServer();
        TestReportService storage = new TestReportService();
        TestEmailWorker worker =
            TestEmailWorker.start(
                reports,
                mail.port(),
                Map.of(
                    "chasqui.storage.type",
                    "http",
                    "chasqui.storage.http.base-url",
                    storage.baseUrl()))) {
      storage.fails(true);
      List<DeliveryId> first = schedule(worker, 10, true);
      await().atMost(SOON).until(() -> breaker(worker).equals("OPEN"));
      assertThat(gauge(worker, "chasqui.channel.resting")).isOne();

      List<DeliveryId> later = schedule(worker, 30, true);
      schedule(worker, 10, false).forEach(id -> worker.awaitStatus(id, DeliveryStatus.DELIVERED));
      later.forEach(id -> worker.awaitStatus(id, DeliveryStatus.RETRYING));
      assertThat(later.stream().map(worker::find))
          .allSatisfy(
              waiting -> assertThat(waiting.failureCode()).isEqualTo("STORAGE_UNAVAILABLE"));
      assertThat(later.stream().map(worker::find).filter(one -> !one.attempts().isEmpty()))
          .as("who probes makes an attempt")
          .hasSizeLessThanOrEqualTo(2);
      assertThat(failedAttempts(worker)).isZero();

      storage.fails(false);
      List.of(first, later)
          .forEach(
              ids ->
                  await()
                      .atMost(SOON)
                      .until(
                          () ->
                              ids.stream()
                                  .map(worker::find)
                                  .map(DeliveryView::status)
                                  .allMatch(DeliveryStatus.DELIVERED::equals)));
      assertThat(mail.messages()).hasSize(50);
      assertThat(failedAttempts(worker)).isZero();
      await().atMost(SOON).until(() -> breaker(worker).equals("CLOSED"));
      assertThat(gauge(worker, "chasqui.channel.resting")).isZero();
    }
  }

  private static List<DeliveryId> schedule(TestEmailWorker worker, int count, boolean withReport) {
    return worker
        .deliveries()
        .scheduleAll(
            IntStream.range(0, count)
                .mapToObj(
                    i ->
                        DeliveryRequest.email(EmailAddress.of("ivan@example.org"))
                            .origin(Origin.REQUEST)
                            .correlationId(new CorrelationId("report-" + i))
                            .subject("Your report")
                            .message("Hello")
                            .report(withReport ? "report.pdf" : null)
                            .at(Instant.now())
                            .build())
                .toList());
  }

  /** As everybody can read it; alerts and {@code /healthz} go by it. */
  private static String breaker(TestEmailWorker worker) {
    return worker
        .database
        .jdbc()
        .sql("SELECT breaker FROM channel_health WHERE channel_key = 'storage:http'")
        .query(String.class)
        .optional()
        .orElse("none");
  }

  private static long failedAttempts(TestEmailWorker worker) {
    return worker
        .database
        .jdbc()
        .sql("SELECT sum(failed_attempts) FROM delivery")
        .query(Long.class)
        .single();
  }

  private static double gauge(TestEmailWorker worker, String name) {
    return worker
        .context
        .getBean(MeterRegistry.class)
        .get(name)
        .tag("channel_key", "storage:http")
        .gauge()
        .value();
  }
}
