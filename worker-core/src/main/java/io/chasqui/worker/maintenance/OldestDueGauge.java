package io.chasqui.worker.maintenance;

import io.chasqui.jobs.OldestDue;
import io.chasqui.jobs.Queue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Knows how long the oldest delivery of a queue that is due has been waiting for a worker. */
public final class OldestDueGauge {

  private final Queue queue;
  private final JdbcClient jdbc;
  private volatile double seconds;

  public OldestDueGauge(Queue queue, JdbcClient jdbc, MeterRegistry meters, Tags tags) {
    this.queue = queue;
    this.jdbc = jdbc;
    meters.gauge("chasqui.delivery.oldest.due.seconds", tags, this, oldest -> oldest.seconds);
  }

  /** Looks it up. A metric is read when the database is away too, and must not wait for it. */
  public void measure() {
    seconds =
        jdbc.sql(
                "SELECT extract(epoch FROM waiting) FROM (%s) AS oldest"
                    .formatted(OldestDue.WAITING))
            .param("channels", OldestDue.channels(queue))
            .query(Double.class)
            .single();
  }
}
