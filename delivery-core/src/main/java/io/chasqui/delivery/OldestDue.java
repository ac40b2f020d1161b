package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Knows how long the oldest delivery that is due has been waiting for a worker. */
public final class OldestDue {

  private final JdbcClient jdbc;

  /**
   * @param jdbc whoever must have an answer in time gives one that waits no longer
   */
  public OldestDue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Of deliveries of these channels, on whatever lane, by the database's clock; zero if none is
   * due. States are literals, or PostgreSQL could not use the partial index.
   */
  public Duration of(Collection<Channel> channels) {
    long micros =
        jdbc.sql(
                """
                SELECT coalesce(
                  (extract(epoch FROM max(now() - oldest.due_at)) * 1000000)::bigint, 0)
                FROM unnest(:channels) AS channels (name)
                CROSS JOIN LATERAL (
                  SELECT due_at FROM delivery_state
                  WHERE channel = channels.name
                    AND status IN %s
                    AND due_at <= now()
                  ORDER BY due_at LIMIT 1
                ) AS oldest
                """
                    .formatted(DeliveryStates.WAITING))
            .param("channels", channels.stream().map(Enum::name).toArray(String[]::new))
            .query(Long.class)
            .single();
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
