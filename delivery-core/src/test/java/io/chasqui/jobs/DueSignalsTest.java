package io.chasqui.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.jobs.QueueSignals.Signal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

class DueSignalsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  private final RecordingSignals sent = new RecordingSignals();
  private final Deque<Runnable> sender = new ArrayDeque<>();
  private final DueSignals signals =
      new DueSignals(sent, sender::add, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aLoneSignalIsSentAsSoonAsThereIsAThread() {
    signals.jobsAreDue(Map.of(Queue.EMAIL, NOW));
    runSender();

    assertThat(sent.signals).containsExactly(new Signal(Queue.EMAIL, NOW));
  }

  @Test
  void whatCameTogetherIsSentOncePerQueueWithTheEarliestTime() {
    signals.jobsAreDue(Map.of(Queue.EMAIL, NOW.plusSeconds(3)));
    signals.jobsAreDue(Map.of(Queue.EMAIL, NOW.plusSeconds(1)));
    signals.jobsAreDue(Map.of(Queue.MESSAGING, NOW.plusSeconds(4)));
    signals.jobsAreDue(Map.of(Queue.EMAIL, NOW.plusSeconds(2)));

    assertThat(sender).as("senders").hasSize(1);
    runSender();
    assertThat(sent.signals)
        .containsExactly(
            new Signal(Queue.EMAIL, NOW.plusSeconds(1)),
            new Signal(Queue.MESSAGING, NOW.plusSeconds(4)));
  }

  @Test
  void whatComesWhileOneIsOnItsWayIsSentByTheSameSender() {
    sent.meanwhile =
        () -> {
          signals.jobsAreDue(Map.of(Queue.EMAIL, NOW.plusSeconds(2)));
          signals.jobsAreDue(Map.of(Queue.EMAIL, NOW.plusSeconds(1)));
        };
    signals.jobsAreDue(Map.of(Queue.EMAIL, NOW));
    runSender();

    assertThat(sent.signals)
        .containsExactly(new Signal(Queue.EMAIL, NOW), new Signal(Queue.EMAIL, NOW.plusSeconds(1)));
    assertThat(sender).isEmpty();
  }

  @Test
  void aJobThatPromotersFindByThemselvesNeedsNoSignal() {
    signals.jobsAreDue(Map.of(Queue.EMAIL, NOW.plus(DueSignals.SOON).plusMillis(1)));
    assertThat(sender).isEmpty();

    signals.jobsAreDue(Map.of(Queue.EMAIL, NOW.plus(DueSignals.SOON)));
    assertThat(sender).hasSize(1);
    assertThat(DueSignals.SOON).isGreaterThan(QueueSignals.LONGEST_SLEEP);
  }

  @Test
  void aSignalThatFailsIsForgottenAndTheNextIsSent() {
    sent.meanwhile =
        () -> {
          throw new IllegalStateException("the database is away");
        };
    signals.jobsAreDue(Map.of(Queue.EMAIL, NOW));
    runSender();
    signals.jobsAreDue(Map.of(Queue.EMAIL, NOW.plusSeconds(1)));
    runSender();

    assertThat(sent.signals).containsExactly(new Signal(Queue.EMAIL, NOW.plusSeconds(1)));
  }

  private void runSender() {
    assertThat(sender).isNotEmpty();
    sender.remove().run();
  }

  /** Remembers what was sent in place of sending it. */
  private static final class RecordingSignals extends QueueSignals {

    private final List<Signal> signals = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    RecordingSignals() {
      super(JdbcClient.create(new SimpleDriverDataSource()));
    }

    @Override
    void jobIsDue(Queue queue, Instant dueAt) {
      Runnable now = meanwhile;
      meanwhile = () -> {};
      now.run();
      signals.add(new Signal(queue, dueAt));
    }
  }
}
