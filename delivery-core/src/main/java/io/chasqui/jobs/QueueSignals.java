package io.chasqui.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Wake-ups between processes by PostgreSQL's NOTIFY: they arrive when the sender's transaction
 * commits, and may be lost, so that a slow poll stays behind them.
 */
@Component
public class QueueSignals {

  /** Signals may be lost: so late is a job at the most then. */
  public static final Duration LONGEST_SLEEP = Duration.ofSeconds(5);

  /** The one PostgreSQL notification channel. */
  public static final String CHANNEL = "chasqui_jobs";

  private final JdbcClient jdbc;

  QueueSignals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A job was scheduled: feeds that sleep longer wake up earlier. */
  void jobIsDue(Queue queue, Instant dueAt) {
    send(new Signal(queue, dueAt));
  }

  /** Jobs were enqueued: workers look for them now. */
  public void jobsWait(Queue queue) {
    send(new Signal(queue, null));
  }

  private void send(Signal signal) {
    jdbc.sql("SELECT pg_notify(:channel, :payload)")
        .param("channel", CHANNEL)
        .param("payload", signal.payload())
        .query((row, number) -> 1)
        .single();
  }

  /**
   * A wake-up.
   *
   * @param queue whose workers it is for
   * @param dueAt when a job is due; null: jobs wait already
   */
  public record Signal(Queue queue, @Nullable Instant dueAt) {

    String payload() {
      return dueAt == null ? queue.name() : queue.name() + "@" + dueAt.toEpochMilli();
    }

    /** Empty when the payload is none of ours. */
    public static Optional<Signal> parse(String payload) {
      int at = payload.indexOf('@');
      try {
        return Optional.of(
            at < 0
                ? new Signal(Queue.valueOf(payload), null)
                : new Signal(
                    Queue.valueOf(payload.substring(0, at)),
                    Instant.ofEpochMilli(Long.parseLong(payload.substring(at + 1)))));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
