package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.platform.db.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Knows which providers all workers leave alone for a stated time, and lets people say so. */
public final class ProviderPauses {

  private final JdbcClient jdbc;

  /**
   * @param jdbc whoever must have an answer in time gives one that waits no longer
   */
  public ProviderPauses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Those that are paused now, by the database's clock: a provider's key, and why it is, as in
   * {@link FailureCode}.
   */
  public Map<String, String> reasons() {
    return all().stream().collect(Collectors.toMap(Pause::provider, Pause::reason));
  }

  /** All that go on now, by the database's clock; in the order of the providers' keys. */
  public List<Pause> all() {
    return jdbc.sql(
            """
            SELECT channel_key, paused_until, reason, paused_by, note FROM channel_pause
            WHERE paused_until > now()
            ORDER BY channel_key
            """)
        .query(ProviderPauses::pause)
        .list();
  }

  /**
   * Lets all workers leave a provider alone because a person wants it; in the transaction of the
   * caller, if there is one.
   *
   * @param provider its key, at most 200 characters
   * @param length from now on, by the database's clock
   * @param by who wants it; at most 300 characters
   * @param note why, in their words, at most 200 characters; null: they do not say it
   * @return the pause; empty when the provider is paused until later already, and nothing was
   *     changed
   */
  public Optional<Pause> begin(String provider, Duration length, String by, @Nullable String note) {
    return jdbc.sql(
            """
            INSERT INTO channel_pause AS stored (channel_key, paused_until, reason, paused_by, note)
            VALUES (:provider, now() + :millis * interval '1 millisecond', :reason, :by, :note)
            ON CONFLICT (channel_key) DO UPDATE SET
              paused_until = excluded.paused_until,
              reason = excluded.reason,
              paused_by = excluded.paused_by,
              note = excluded.note
            WHERE stored.paused_until < excluded.paused_until OR stored.reason = excluded.reason
            RETURNING channel_key, paused_until, reason, paused_by, note
            """)
        .param("provider", provider)
        .param("millis", length.toMillis())
        .param("reason", FailureCode.PAUSED_BY_PERSON)
        .param("by", by)
        .param("note", note)
        .query(ProviderPauses::pause)
        .optional();
  }

  /**
   * Ends a pause for all workers, whoever wanted it; in the transaction of the caller, if there is
   * one. Each worker that keeps it probes with one delivery first.
   *
   * @return the pause as it was; empty when there was none
   */
  public Optional<Pause> end(String provider) {
    return jdbc.sql(
            """
            UPDATE channel_pause AS stored SET paused_until = now()
            FROM (
              SELECT * FROM channel_pause
              WHERE channel_key = :provider AND paused_until > now()
              FOR UPDATE) AS before
            WHERE stored.channel_key = before.channel_key
            RETURNING before.channel_key, before.paused_until, before.reason, before.paused_by,
              before.note
            """)
        .param("provider", provider)
        .query(ProviderPauses::pause)
        .optional();
  }

  /**
   * Deliveries that met a pause, and wait for its end; most often one batch of each worker.
   *
   * @param pause as it was
   * @param limit at most so many
   */
  public List<DeliveryId> putOffUntilItsEnd(Pause pause, int limit) {
    return jdbc
        .sql(
            """
            SELECT id FROM delivery_state
            WHERE status = 'RETRYING' AND channel = ANY (:channels) AND due_at = :until
              AND failure_code = :reason
            LIMIT :limit
            """)
        .param("channels", Stream.of(Channel.values()).map(Enum::name).toArray(String[]::new))
        .param("until", Times.utc(pause.until()))
        .param("reason", pause.reason())
        .param("limit", limit)
        .query(UUID.class)
        .list()
        .stream()
        .map(DeliveryId::new)
        .toList();
  }

  private static Pause pause(ResultSet row, int number) throws SQLException {
    String reason = row.getString("reason");
    boolean isByPerson = reason.equals(FailureCode.PAUSED_BY_PERSON);
    return new Pause(
        row.getString("channel_key"),
        Times.instant(row, "paused_until"),
        reason,
        isByPerson ? row.getString("paused_by") : null,
        isByPerson ? row.getString("note") : null);
  }

  /**
   * All workers leave a provider alone.
   *
   * @param provider its key
   * @param until by the database's clock
   * @param reason why, as in {@link FailureCode}
   * @param by the person who wants it; null: the provider's own answer made it so
   * @param note why, in the person's words; null: they did not say it
   */
  public record Pause(
      String provider, Instant until, String reason, @Nullable String by, @Nullable String note) {}
}
