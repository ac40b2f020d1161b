package io.chasqui.jobs;

import io.chasqui.delivery.BreakerState;
import io.chasqui.delivery.ChannelGate;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells everybody what this worker knows of its channel's peer, in its row of {@code
 * channel_health}: when it has changed, however many attempts have ended since the last round, else
 * every few seconds.
 */
final class ChannelReport {

  private static final Duration RENEWAL = Duration.ofSeconds(5);

  private final WorkerName worker;
  private final Queue queue;
  private final ChannelGate gate;
  private final JdbcClient jdbc;
  private final LongSupplier nanos;
  private @Nullable State told;
  private long toldAt;

  ChannelReport(
      WorkerName worker, Queue queue, ChannelGate gate, JdbcClient jdbc, LongSupplier nanos) {
    this.worker = worker;
    this.queue = queue;
    this.gate = gate;
    this.jdbc = jdbc;
    this.nanos = nanos;
  }

  /** Writes the row if it is time to. */
  void tell() {
    State now = new State(gate.state(), gate.failures().count(), gate.failures().lastCode());
    long at = nanos.getAsLong();
    if (!now.equals(told) || at - toldAt >= RENEWAL.toNanos()) {
      write(now);
      told = now;
      toldAt = at;
    }
  }

  private void write(State now) {
    jdbc.sql(
            """
            INSERT INTO channel_health AS known (
              worker, channel_key, channel, queue, breaker, consecutive_failures,
              last_failure_code, changed_at, seen_at)
            VALUES (:worker, :channelKey, :channel, :queue, :breaker, :failures, :code, now(), now())
            ON CONFLICT (worker, channel_key) DO UPDATE SET
              channel = excluded.channel,
              queue = excluded.queue,
              breaker = excluded.breaker,
              consecutive_failures = excluded.consecutive_failures,
              last_failure_code = excluded.last_failure_code,
              changed_at = CASE WHEN known.breaker = excluded.breaker
                THEN known.changed_at ELSE excluded.changed_at END,
              seen_at = excluded.seen_at
            """)
        .param("worker", worker.value())
        .param("channelKey", gate.provider().key())
        .param("channel", queue.channels().get(0).name())
        .param("queue", queue.name())
        .param("breaker", now.breaker().name())
        .param("failures", now.failures())
        .param("code", now.lastCode())
        .update();
  }

  private record State(BreakerState breaker, int failures, @Nullable String lastCode) {}
}
