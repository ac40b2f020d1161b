package io.chasqui.worker.queue;

import static io.chasqui.testing.TestDeliveries.aTelegramMessage;
import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;

import chasqui.testapp.TestWorker;
import io.chasqui.delivery.Deliveries;
import io.chasqui.jobs.Queue;
import io.chasqui.jobs.QueueSignals;
import io.chasqui.jobs.QueueSignals.Signal;
import io.chasqui.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What other processes hear when deliveries are scheduled. */
class DueSignalsIT {

  private static final int TIMEOUT_MILLIS = 10_000;

  private final TestDatabase database = TestDatabase.fresh();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final Deque<Signal> heard = new ArrayDeque<>();
  private ConfigurableApplicationContext worker;
  private Deliveries deliveries;
  private Connection listener;

  @BeforeEach
  void listen() throws SQLException {
    worker = TestWorker.start(database, Queue.EMAIL);
    deliveries = worker.getBean(Deliveries.class);
    listener = database.dataSource().getConnection();
    try (Statement statement = listener.createStatement()) {
      statement.execute("LISTEN " + QueueSignals.CHANNEL);
    }
  }

  @AfterEach
  void stop() throws SQLException {
    listener.close();
    worker.close();
  }

  @Test
  void onlyWhatIsDueSoonIsSignalled() throws SQLException {
    deliveries.schedule(aTelegramMessage().dueAt(now.plus(Duration.ofMinutes(1))).build());
    deliveries.schedule(aTelegramMessage().dueAt(now).build());

    assertThat(nextSignal()).isEqualTo(new Signal(Queue.MESSAGING, now));
  }

  @Test
  void deliveriesThatAreScheduledTogetherAreSignalledOnceForEachQueue() throws SQLException {
    deliveries.scheduleAll(
        List.of(
            aTelegramMessage().dueAt(now.plusSeconds(2)).build(),
            aTelegramMessage().dueAt(now.plusSeconds(1)).build(),
            anEmail().dueAt(now.plusSeconds(3)).build(),
            aTelegramMessage().dueAt(now.plusSeconds(2)).build()));

    assertThat(List.of(nextSignal(), nextSignal()))
        .containsExactlyInAnyOrder(
            new Signal(Queue.EMAIL, now.plusSeconds(3)),
            new Signal(Queue.MESSAGING, now.plusSeconds(1)));
    deliveries.schedule(aTelegramMessage().dueAt(now).build());
    assertThat(nextSignal()).isEqualTo(new Signal(Queue.MESSAGING, now));
  }

  @Test
  void whatIsRolledBackIsNotSignalled() throws SQLException {
    worker
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            transaction -> {
              deliveries.schedule(aTelegramMessage().dueAt(now.minusSeconds(1)).build());
              transaction.setRollbackOnly();
            });
    deliveries.schedule(aTelegramMessage().dueAt(now).build());

    assertThat(nextSignal()).isEqualTo(new Signal(Queue.MESSAGING, now));
  }

  /** The next that tells when a job is due; the worker's own promoter sends others. */
  private Signal nextSignal() throws SQLException {
    while (heard.isEmpty()) {
      PGNotification[] arrived =
          listener.unwrap(PGConnection.class).getNotifications(TIMEOUT_MILLIS);
      assertThat(arrived).as("signals").isNotEmpty();
      for (PGNotification notification : arrived) {
        Signal.parse(notification.getParameter())
            .filter(signal -> signal.dueAt() != null)
            .ifPresent(heard::add);
      }
    }
    return heard.remove();
  }
}
