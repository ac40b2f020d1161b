package io.chasqui.worker.lane;

import io.chasqui.worker.Provider;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many messages a second providers are given by all workers together. Each message has a moment
 * of its own, by the database's clock; those of the last tenth of a second that nobody used can be
 * had too, so that whoever looks a little late loses none. So there are never more in a second than
 * the rate and a tenth of it, and one.
 */
public final class ProviderRates {

  private static final double BURST_SECONDS = 0.1;

  private final JdbcClient jdbc;

  public ProviderRates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Takes moments for messages.
   *
   * @param perSecond the provider's rate
   * @param wanted how many, at most
   */
  Grant take(Provider provider, double perSecond, int wanted) {
    return taken(provider, perSecond, wanted)
        .or(
            () -> {
              begin(provider);
              return taken(provider, perSecond, wanted);
            })
        .orElseThrow();
  }

  /** It has been given nothing before. */
  private void begin(Provider provider) {
    jdbc.sql(
            """
            INSERT INTO channel_rate (channel_key, next_at) VALUES (:key, clock_timestamp())
            ON CONFLICT DO NOTHING
            """)
        .param("key", provider.key())
        .update();
  }

  private Optional<Grant> taken(Provider provider, double perSecond, int wanted) {
    return jdbc.sql(
            """
            WITH known AS (
              SELECT clock_timestamp() AS now, next_at
              FROM channel_rate WHERE channel_key = :key FOR UPDATE
            ), first AS (
              SELECT now, greatest(next_at, now - :burst * interval '1 second') AS at FROM known
            ), granted AS (
              SELECT now, at,
                CASE WHEN at > now THEN 0
                  ELSE least(:wanted, 1 + floor(extract(epoch FROM now - at) * :rate))
                END::integer AS n
              FROM first
            )
            UPDATE channel_rate SET next_at = at + n / :rate * interval '1 second'
            FROM granted
            WHERE channel_key = :key
            RETURNING n, ceil(extract(epoch FROM next_at - now) * 1000000)::bigint AS wait_micros
            """)
        .param("key", provider.key())
        .param("burst", BURST_SECONDS)
        .param("wanted", wanted)
        .param("rate", perSecond)
        .query(
            (row, number) ->
                new Grant(
                    row.getInt("n"),
                    Duration.ofNanos(1_000 * Math.max(0, row.getLong("wait_micros")))))
        .optional();
  }

  /** Gives back moments for which there was no message. */
  void giveBack(Provider provider, double perSecond, int unused) {
    jdbc.sql(
            """
            UPDATE channel_rate SET next_at = next_at - :unused / :rate * interval '1 second'
            WHERE channel_key = :key
            """)
        .param("unused", (double) unused)
        .param("rate", perSecond)
        .param("key", provider.key())
        .update();
  }

  /**
   * @param count how many messages may be given to the provider now
   * @param untilNext how long until there are more
   */
  record Grant(int count, Duration untilNext) {}
}
