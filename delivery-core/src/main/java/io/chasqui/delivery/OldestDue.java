package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
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

  /**
   * By channel, what is due, by the database's clock; a channel on which nothing is due is not in
   * it. Each channel's are read in the order of an index, so that the limit ends it.
   *
   * @param most of a channel are counted, 1 or more; with 1 it is the oldest alone
   */
  public Map<Channel, DueNow> byChannel(int most) {
    Map<Channel, DueNow> due = new EnumMap<>(Channel.class);
    jdbc.sql(
            """
            SELECT channels.name, count(*) AS n,
              (extract(epoch FROM max(now() - waiting.due_at)) * 1000000)::bigint AS micros
            FROM unnest(:channels) AS channels (name)
            CROSS JOIN LATERAL (
              SELECT due_at FROM delivery_state
              WHERE channel = channels.name
                AND status IN %s
                AND due_at <= now()
              ORDER BY due_at LIMIT :most
            ) AS waiting
            GROUP BY channels.name
            """
                .formatted(DeliveryStates.WAITING))
        .param("channels", Arrays.stream(Channel.values()).map(Enum::name).toArray(String[]::new))
        .param("most", most)
        .query(
            row -> {
              due.put(
                  Channel.valueOf(row.getString("name")),
                  new DueNow(
                      row.getLong("n"), Duration.of(row.getLong("micros"), ChronoUnit.MICROS)));
            });
    return due;
  }
}
