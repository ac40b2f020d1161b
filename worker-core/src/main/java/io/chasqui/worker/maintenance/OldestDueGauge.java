package io.chasqui.worker.maintenance;

import io.chasqui.delivery.OldestDue;
import io.chasqui.jobs.Queue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Knows how long the oldest delivery of a queue that is due has been waiting for a worker. */
public final class OldestDueGauge {

  private static final double NANOS = 1e9;

  private final Queue queue;
  private final OldestDue oldest;
  private volatile double seconds;

  public OldestDueGauge(Queue queue, JdbcClient jdbc, MeterRegistry meters, Tags tags) {
    this.queue = queue;
    this.oldest = new OldestDue(jdbc);
    meters.gauge("chasqui.delivery.oldest.due.seconds", tags, this, gauge -> gauge.seconds);
  }

  /** Looks it up. A metric is read when the database is away too, and must not wait for it. */
  public void measure() {
    seconds = oldest.of(queue.channels()).toNanos() / NANOS;
  }
}
