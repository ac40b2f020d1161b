package io.chasqui.server.recipient.suppression.store;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.recipient.RecipientSuppressions;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** One that would be there twice is there once. */
@Repository
class PostgresRecipientSuppressions implements RecipientSuppressions {

  /** The addresses of one recipient, each with the channels that it is written to over. */
  private static final String ADDRESSES =
      """
      SELECT address.channel, address.hash FROM recipient
      CROSS JOIN LATERAL (VALUES
        ('EMAIL', email_hash), ('SMS', phone_hash), ('TELEGRAM', phone_hash),
        ('TELEGRAM', telegram_hash)) AS address (channel, hash)
      WHERE recipient.id = :recipient AND address.hash IS NOT NULL
      """;

  private final JdbcClient jdbc;

  PostgresRecipientSuppressions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void move(UUID from, UUID to) {
    jdbc.sql(
            """
            WITH moved AS (DELETE FROM suppression WHERE recipient_id = :from RETURNING *)
            INSERT INTO suppression (
              id, channel, recipient_id, category, reason, source_delivery, since, until)
            SELECT id, channel, :to, category, reason, source_delivery, since, until FROM moved
            ON CONFLICT DO NOTHING
            """)
        .param("from", from)
        .param("to", to)
        .update();
  }

  @Override
  public void keepByHash(UUID recipient) {
    jdbc.sql(
            """
            WITH gone AS (DELETE FROM suppression WHERE recipient_id = :recipient RETURNING *),
            addresses AS (%s)
            INSERT INTO suppression (
              id, channel, address_hash, category, reason, source_delivery, since, until)
            SELECT gen_random_uuid(), addresses.channel, addresses.hash, gone.category, gone.reason,
              gone.source_delivery, gone.since, gone.until
            FROM gone JOIN addresses
              ON gone.channel IS NULL OR gone.channel = addresses.channel
            ON CONFLICT DO NOTHING
            """
                .formatted(ADDRESSES))
        .param("recipient", recipient)
        .update();
  }

  /** As the ledger's statement judges it; of a mandatory category nobody unsubscribes. */
  @Override
  public Map<String, Set<Channel>> unsubscribed(UUID recipient) {
    Map<String, Set<Channel>> unsubscribed = new HashMap<>();
    jdbc.sql(
            """
            WITH addresses AS (%s)
            SELECT channel, category FROM suppression
            WHERE reason = 'UNSUBSCRIBED'
              AND (until IS NULL OR until > now())
              AND (recipient_id = :recipient OR (channel, address_hash) IN (
                SELECT channel, hash FROM addresses))
              AND NOT EXISTS (
                SELECT FROM category WHERE category.name = suppression.category AND mandatory)
            """
                .formatted(ADDRESSES))
        .param("recipient", recipient)
        .query(
            row -> {
              unsubscribed
                  .computeIfAbsent(row.getString("category"), name -> EnumSet.noneOf(Channel.class))
                  .addAll(channels(row.getString("channel")));
            });
    return unsubscribed;
  }

  private static Set<Channel> channels(@Nullable String channel) {
    return channel == null ? EnumSet.allOf(Channel.class) : EnumSet.of(Channel.valueOf(channel));
  }

  @Override
  public boolean subscribedAgain(UUID recipient, Set<String> categories) {
    return jdbc.sql(
                """
                WITH addresses AS (%s)
                DELETE FROM suppression
                WHERE reason = 'UNSUBSCRIBED'
                  AND category = ANY (:categories)
                  AND (recipient_id = :recipient OR (channel, address_hash) IN (
                    SELECT channel, hash FROM addresses))
                """
                    .formatted(ADDRESSES))
            .param("recipient", recipient)
            .param("categories", categories.toArray(String[]::new))
            .update()
        > 0;
  }
}
