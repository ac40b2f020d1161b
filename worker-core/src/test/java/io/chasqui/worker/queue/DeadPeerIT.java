package io.chasqui.worker.queue;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestWorker;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.delivery.Outcome;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A peer that does not answer, and two hundred deliveries for it. */
class DeadPeerIT {

  private static final int DELIVERIES = 200;
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final Known ALL_IS_WELL = new Known("test:peer", "CLOSED", 0, null);

  private final TestDatabase database = TestDatabase.fresh();
  private final AtomicBoolean dead = new AtomicBoolean(true);

  @Test
  void isLeftAloneAndCostsNoAttemptUntilItIsBack() {
    try (ConfigurableApplicationContext worker = TestWorker.start(database, Queue.EMAIL)) {
      ScriptedSender sender = worker.getBean(ScriptedSender.class);
      for (int i = 0; i < 10 * DELIVERIES; i++) {
        sender.willDo(this::answer);
      }
      QueueConsumer feed = hosted(worker).feed();
      Deliveries deliveries = worker.getBean(Deliveries.class);
      List<DeliveryId> ids =
          deliveries.scheduleAll(
              Stream.generate(() -> anEmail().build()).limit(DELIVERIES).toList());
      DeliveryId urgent =
          deliveries.schedule(anEmail().expiringAt(Instant.now().plusSeconds(2)).build());

      await().atMost(SOON).until(feed::leavesJobsWaiting);
      await().atMost(SOON).untilAsserted(() -> assertThat(known().breaker()).isEqualTo("OPEN"));
      assertThat(known().failures()).isGreaterThanOrEqualTo(5);
      assertThat(known().lastCode()).isEqualTo("SEND_FAILED");
      DeliveryQueries queries = worker.getBean(DeliveryQueries.class);
      await()
          .atMost(SOON)
          .until(() -> queries.find(urgent).orElseThrow().status() == DeliveryStatus.EXPIRED);
      assertThat(sender.sent()).hasSizeLessThan(DELIVERIES);
      assertThat(failedAttempts()).isZero();

      dead.set(false);
      await()
          .atMost(SOON)
          .until(
              () ->
                  ids.stream()
                      .allMatch(
                          id ->
                              queries.find(id).orElseThrow().status() == DeliveryStatus.DELIVERED));
      await().atMost(SOON).until(() -> !feed.leavesJobsWaiting());
      await().atMost(SOON).untilAsserted(() -> assertThat(known()).isEqualTo(ALL_IS_WELL));
    }
  }

  private static HostedQueue hosted(ConfigurableApplicationContext worker) {
    return worker.getBean(HostedQueues.class).of(Queue.EMAIL).orElseThrow();
  }

  /** As everybody can read it. */
  private Known known() {
    return database
        .jdbc()
        .sql(
            """
            SELECT channel_key, breaker, consecutive_failures, last_failure_code
            FROM channel_health
            """)
        .query(
            (row, number) ->
                new Known(
                    row.getString("channel_key"),
                    row.getString("breaker"),
                    row.getInt("consecutive_failures"),
                    row.getString("last_failure_code")))
        .optional()
        .orElse(ALL_IS_WELL);
  }

  private Outcome answer(ClaimedDelivery delivery) {
    return dead.get()
        ? Outcome.ChannelFault.unreachable("ConnectException: refused")
        : new Outcome.Delivered("1", null);
  }

  private long failedAttempts() {
    return database
        .jdbc()
        .sql("SELECT coalesce(sum(failed_attempts), 0) FROM delivery")
        .query(Long.class)
        .single();
  }

  /** What the worker says of its peer. */
  private record Known(String key, String breaker, int failures, @Nullable String lastCode) {}
}
