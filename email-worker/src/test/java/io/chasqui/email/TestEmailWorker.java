package io.chasqui.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.platform.CorrelationId;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestJobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The real application on a database of a test's own. */
final class TestEmailWorker implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(20);

  final TestDatabase database;
  final ConfigurableApplicationContext context;
  private final Path reports;

  private TestEmailWorker(TestDatabase database, Path reports, String[] arguments) {
    this.database = database;
    this.reports = reports;
    this.context = SpringApplication.run(EmailWorkerApplication.class, arguments);
  }

  /**
   * Starts one.
   *
   * @param given settings besides those that every worker needs
   */
  static TestEmailWorker start(Path reports, int smtpPort, Map<String, String> given) {
    return start(TestDatabase.fresh(), reports, smtpPort, given);
  }

  /** Starts another one on the same database. */
  TestEmailWorker twin(int smtpPort, Map<String, String> given) {
    return start(database, reports, smtpPort, given);
  }

  private static TestEmailWorker start(
      TestDatabase database, Path reports, int smtpPort, Map<String, String> given) {
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
    return new TestEmailWorker(database, reports, arguments);
  }

  @Override
  public void close() {
    context.close();
  }

  void store(String correlationId) throws IOException {
    store(correlationId, TestEmail.PDF);
  }

  void store(String correlationId, byte[] pdf) throws IOException {
    Files.write(reports.resolve(correlationId + ".pdf"), pdf);
  }

  DeliveryId schedule(String correlationId) {
    return schedule(correlationId, null);
  }

  DeliveryId schedule(String correlationId, @Nullable Instant expiresAt) {
    return deliveries()
        .schedule(
            DeliveryRequest.email(EmailAddress.of("ivan@example.org"))
                .origin(Origin.REQUEST)
                .correlationId(new CorrelationId(correlationId))
                .subject("Your report")
                .message("Hello")
                .report("report.pdf")
                .at(Instant.now())
                .expiresAt(expiresAt)
                .build());
  }

  DeliveryView awaitStatus(DeliveryId id, DeliveryStatus status) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(find(id).status()).isEqualTo(status));
    return find(id);
  }

  /** Waits until an attempt has ended. */
  void awaitAttempt(DeliveryId id) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> outcomes(find(id)).stream().anyMatch(outcome -> outcome != null));
  }

  DeliveryView find(DeliveryId id) {
    return deliveries().find(id).orElseThrow();
  }

  Deliveries deliveries() {
    return context.getBean(Deliveries.class);
  }

  static List<@Nullable AttemptOutcome> outcomes(DeliveryView delivery) {
    return delivery.attempts().stream()
        .flatMap((AttemptView attempt) -> Stream.<@Nullable AttemptOutcome>of(attempt.outcome()))
        .toList();
  }

  String jobState(DeliveryId id) {
    return new TestJobs(database).state(id);
  }
}
