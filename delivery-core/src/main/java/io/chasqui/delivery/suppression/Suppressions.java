package io.chasqui.delivery.suppression;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.platform.TimeUuid;
import io.chasqui.platform.db.Columns;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps which addresses must not be written to, in the transaction of the caller. Whether a
 * delivery is held back by it is asked nowhere but in the ledger's one statement.
 *
 * <p>An adapter need not call this: an {@code Outcome.PermanentFailure} that names a reason
 * suppresses its delivery's address with the attempt's end.
 */
@Repository
public class Suppressions {

  private final JdbcClient jdbc;
  private final SuppressionSettings settings;

  public Suppressions(JdbcClient jdbc, SuppressionSettings settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  /**
   * Adds those that are not there. One that is over begins anew, and so does one that the same
   * delivery shows again; any other stays as it was.
   */
  public void add(List<AddressSuppression> found) {
    jdbc.sql(
            """
            INSERT INTO suppression AS known (
              id, channel, address_hash, category, reason, source_delivery, masked_address, since,
              until)
            SELECT DISTINCT ON (address_hash, channel, reason, category)
              id, channel, decode(address_hash, 'hex'), category, reason, source, masked_address,
              now(),
              CASE reason WHEN 'HARD_BOUNCE'
                THEN now() + :bounceMillis * interval '1 millisecond' END
            FROM unnest(
                :ids, :channels, :hashes, :categories, :reasons, :sources, :maskedAddresses)
              AS found (id, channel, address_hash, category, reason, source, masked_address)
            ORDER BY address_hash, channel, reason, category
            ON CONFLICT (address_hash, channel, reason, (coalesce(category, '')))
              WHERE address_hash IS NOT NULL
            DO UPDATE SET
              (source_delivery, masked_address, since, until)
              = ROW (excluded.source_delivery, excluded.masked_address, excluded.since,
                excluded.until)
            WHERE known.until <= now() OR known.source_delivery = excluded.source_delivery
            """)
        .paramSource(
            new Columns<>(found)
                .add("ids", "uuid", one -> TimeUuid.fresh())
                .add("channels", "text", one -> one.channel().name())
                .add("hashes", "text", AddressSuppression::addressHash)
                .add("categories", "text", AddressSuppression::category)
                .add("reasons", "text", one -> one.reason().name())
                .add("sources", "uuid", AddressSuppression::source)
                .add("maskedAddresses", "text", AddressSuppression::maskedAddress)
                .with(Map.of("bounceMillis", settings.hardBounce().toMillis()))
                .params())
        .update();
  }

  /**
   * Adds that a recipient of the directory wants no more of a category, unless it is known.
   *
   * @param source the delivery by which they said so
   */
  public void unsubscribe(UUID recipient, String category, UUID source) {
    jdbc.sql(
            """
            INSERT INTO suppression (id, recipient_id, category, reason, source_delivery, since)
            VALUES (:id, :recipient, :category, 'UNSUBSCRIBED', :source, now())
            ON CONFLICT DO NOTHING
            """)
        .param("id", TimeUuid.fresh())
        .param("recipient", recipient)
        .param("category", category)
        .param("source", source)
        .update();
  }

  /**
   * Takes back what was said of addresses, for these reasons alone.
   *
   * @param addressHashes keyed hashes, 64 hexadecimal digits each
   * @return how many suppressions there were
   */
  public int lift(
      Channel channel, Collection<String> addressHashes, Set<SuppressionReason> reasons) {
    return jdbc.sql(
            """
            DELETE FROM suppression
            WHERE address_hash IN (SELECT decode(hash, 'hex') FROM unnest(:hashes) AS hash)
              AND channel = :channel
              AND reason = ANY (:reasons)
            """)
        .param("hashes", addressHashes.toArray(String[]::new))
        .param("channel", channel.name())
        .param("reasons", reasons.stream().map(SuppressionReason::name).toArray(String[]::new))
        .update();
  }
}
