package io.chasqui.worker.queue;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestWorker;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.delivery.Outcome;
import io.chasqui.jobs.ChannelState;
import io.chasqui.jobs.Queue;
import io.chasqui.jobs.SystemStateQueries;
import io.chasqui.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A peer that does not answer, and two hundred deliveries for it. */
class DeadPeerIT {

  private static final int DELIVERIES = 200;
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final ChannelState ALL_IS_WELL =
      new ChannelState("test:peer", Channel.EMAIL, 1, 0, 0, 0, null, null);

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
      await().atMost(SOON).untilAsserted(() -> assertThat(channel().open()).isOne());
      assertThat(channel().consecutiveFailures()).isGreaterThanOrEqualTo(5);
      assertThat(channel().lastFailureCode()).isEqualTo("SEND_FAILED");
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
      await().atMost(SOON).untilAsserted(() -> assertThat(channel()).isEqualTo(ALL_IS_WELL));
    }
  }

  private static HostedQueue hosted(ConfigurableApplicationContext worker) {
    return worker.getBean(HostedQueues.class).of(Queue.EMAIL).orElseThrow();
  }

  /** As everybody can read it. */
  private ChannelState channel() {
    List<ChannelState> known = new SystemStateQueries(database.jdbc()).channels();
    return known.isEmpty() ? ALL_IS_WELL : known.get(0);
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
}
