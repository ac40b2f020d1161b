package io.chasqui.worker.lane;

import io.chasqui.platform.task.RetentionRule;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Forgets the rates of providers that were given nothing for a day: hosts of webhooks come and go,
 * and one that comes again begins anew. Any number of workers do it side by side.
 */
public final class OldRates {

  private static final int BATCH = 1_000;

  private final JdbcClient jdbc;
  private final Counter removed;

  /**
   * @param meters count what is forgotten
   */
  public OldRates(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.removed = RetentionRule.counter("channel-rates", meters);
  }

  /** Removes all that are old enough, by the database's clock. */
  public void prune() {
    int batch;
    do {
      batch = pruneBatch();
      removed.increment(batch);
    } while (batch == BATCH);
  }

  private int pruneBatch() {
    return jdbc.sql(
            """
            DELETE FROM channel_rate WHERE channel_key = ANY (ARRAY (
              SELECT channel_key FROM channel_rate
              WHERE next_at < now() - interval '1 day'
              LIMIT :batch
              FOR UPDATE SKIP LOCKED))
            """)
        .param("batch", BATCH)
        .update();
  }
}
