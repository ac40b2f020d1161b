package io.chasqui.worker.queue;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.TestWorker;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestJobs;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** An e-mail worker, and another process that schedules e-mails. */
class WakeUpsIT {

  /** Much less than the feed's longest sleep. */
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private static final TestDatabase database = TestDatabase.fresh();
  private static ConfigurableApplicationContext worker;
  private static ConfigurableApplicationContext other;

  private final Deliveries deliveries = other.getBean(Deliveries.class);

  @BeforeAll
  static void start() {
    worker = TestWorker.start(database, Queue.EMAIL);
    other = TestWorker.start(database, Queue.MESSAGING);
  }

  @AfterAll
  static void stop() {
    worker.close();
    other.close();
  }

  @Test
  void aJobOfAnotherProcessEndsTheSleepOfTheFeed() {
    DeliveryView delivery = awaitDelivered(scheduleIn(Duration.ofMillis(300)));

    assertThat(delivery.attempts().get(0).startedAt())
        .isBetween(delivery.scheduledTime(), delivery.scheduledTime().plus(AT_ONCE));
  }

  @Test
  void aListenerWhoseConnectionWasCutListensAgain() {
    await().untilAsserted(() -> assertThat(listeners()).hasSize(2));
    List<Integer> cut =
        database
            .jdbc()
            .sql(
                """
                SELECT pid FROM pg_stat_activity
                WHERE datname = current_database() AND query LIKE 'LISTEN%'
                  AND pg_terminate_backend(pid)
                """)
            .query(Integer.class)
            .list();
    assertThat(cut).as("a listener of each process").hasSize(2);
    await()
        .untilAsserted(() -> assertThat(listeners()).hasSize(2).doesNotContainAnyElementsOf(cut));

    DeliveryView delivery = awaitDelivered(scheduleIn(Duration.ofMillis(300)));

    assertThat(delivery.attempts().get(0).startedAt())
        .isBefore(delivery.scheduledTime().plus(AT_ONCE));
  }

  @Test
  void aJobWhoseSignalWasLostIsFoundByTheNextLook() {
    DeliveryId id = scheduleIn(Duration.ofDays(1));
    database
        .jdbc()
        .sql("UPDATE delivery SET due_at = now() WHERE id = :id")
        .param("id", id.value())
        .update();
    new TestJobs(database).change(id, "scheduledat = now() AT TIME ZONE 'UTC'");

    awaitDelivered(id);
  }

  private DeliveryId scheduleIn(Duration wait) {
    Instant dueAt = Instant.now().plus(wait).truncatedTo(ChronoUnit.MICROS);
    return deliveries.schedule(anEmail().dueAt(dueAt).build());
  }

  private DeliveryView awaitDelivered(DeliveryId id) {
    return await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> deliveries.find(id).orElseThrow(), found -> found.completedAt() != null);
  }

  private static List<Integer> listeners() {
    return database
        .jdbc()
        .sql(
            """
            SELECT pid FROM pg_stat_activity
            WHERE datname = current_database() AND query LIKE 'LISTEN%'
            """)
        .query(Integer.class)
        .list();
  }
}
