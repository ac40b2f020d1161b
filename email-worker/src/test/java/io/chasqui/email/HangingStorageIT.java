package io.chasqui.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole worker with its 32 hands, PostgreSQL, a mail server and a storage behind HTTP, which
 * does not answer for 40 reports, or for none.
 */
class HangingStorageIT {

  private static final int HANDS = 32;
  private static final int HANGING = 40;
  private static final int OTHERS = 100;
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final ScriptedSmtpServer mail = new ScriptedSmtpServer();
  private static final AtomicInteger number = new AtomicInteger();
  private static TestReportService storage;
  private static TestEmailWorker worker;

  @BeforeAll
  static void start(@TempDir Path reports) throws IOException {
    storage = new TestReportService();
    worker =
        TestEmailWorker.start(
            reports,
            mail.port(),
            Map.of(
                "chasqui.storage.type", "http",
                "chasqui.storage.http.base-url", storage.baseUrl(),
                "chasqui.worker.concurrency", String.valueOf(HANDS)));
  }

  @AfterAll
  static void stop() {
    worker.close();
    storage.close();
    mail.close();
  }

  @Test
  void reportsThatHangHoldUpNobodyElse() {
    Map<Kind, Duration> alone = new EnumMap<>(Kind.class);
    for (int round = 0; round < 2; round++) {
      // The first round is there to warm up.
      for (Kind kind : Kind.values()) {
        alone.put(kind, timeToSend(kind));
      }
    }
    List<DeliveryId> hanging = hanging();
    await().atMost(SOON).until(() -> gauge("chasqui.report.reads.running") == HANDS / 2.0);

    Map<Kind, Duration> beside = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      beside.put(kind, timeToSend(kind));
    }

    assertThat(beside)
        .as("%s mails beside %s whose reports hang; alone: %s", OTHERS, HANGING, alone)
        .allSatisfy(
            (kind, time) ->
                assertThat(time)
                    .as(kind.name())
                    .isLessThan(alone.get(kind).multipliedBy(3).dividedBy(2).plusSeconds(3)));
    assertThat(delivered(hanging)).isZero();
    assertThat(failedAttempts()).as("that count").isZero();

    storage.answersAll();
    await().atMost(SOON).until(() -> delivered(hanging) == HANGING);
  }

  private static List<DeliveryId> hanging() {
    return worker
        .deliveries()
        .scheduleAll(IntStream.range(0, HANGING).mapToObj(i -> mail("hangs-" + i)).toList());
  }

  /** From being accepted to being delivered, all of them. */
  private static Duration timeToSend(Kind kind) {
    List<DeliveryRequest> mails = new ArrayList<>();
    for (int i = 0; i < OTHERS; i++) {
      mails.add(mail(kind.report()));
    }
    long begin = System.nanoTime();
    List<DeliveryId> ids = worker.deliveries().scheduleAll(mails);
    await()
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> delivered(ids) == OTHERS);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static DeliveryRequest mail(@Nullable String report) {
    DeliveryRequest.Builder mail =
        DeliveryRequest.email(EmailAddress.of("ivan@example.org"))
            .origin(Origin.REQUEST)
            .correlationId(new CorrelationId("mail-" + number.incrementAndGet()))
            .subject("Your report")
            .message("Hello")
            .at(Instant.now());
    return report == null
        ? mail.build()
        : mail.report(new CorrelationId(report), "report.pdf").build();
  }

  private static long delivered(List<DeliveryId> ids) {
    return worker
        .database
        .jdbc()
        .sql(
            """
            SELECT count(*) FROM delivery WHERE id = ANY (:ids) AND status = 'DELIVERED'
            """)
        .param("ids", ids.stream().map(DeliveryId::value).toArray(UUID[]::new))
        .query(Long.class)
        .single();
  }

  private static long failedAttempts() {
    return worker
        .database
        .jdbc()
        .sql("SELECT sum(failed_attempts) FROM delivery")
        .query(Long.class)
        .single();
  }

  private static double gauge(String name) {
    return worker.context.getBean(MeterRegistry.class).get(name).gauge().value();
  }

  /** What the others carry. */
  private enum Kind {
    A_REPORT_OF_ITS_OWN,
    ONE_THAT_IS_KEPT,
    NONE;

    @Nullable String report() {
      return switch (this) {
        case A_REPORT_OF_ITS_OWN -> "report-" + number.incrementAndGet();
        case ONE_THAT_IS_KEPT -> "kept";
        case NONE -> null;
      };
    }
  }
}
