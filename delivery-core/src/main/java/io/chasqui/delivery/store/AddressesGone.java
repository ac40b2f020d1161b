package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.suppression.AddressSuppression;
import io.chasqui.delivery.suppression.MaskedAddress;
import io.chasqui.delivery.suppression.Suppressions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Suppresses the addresses of which attempts have shown that they must not be written to, in the
 * transaction that ends these attempts. What an older version has stored has no hash, and so
 * suppresses nobody.
 */
final class AddressesGone {

  private final JdbcClient jdbc;
  private final Suppressions suppressions;

  AddressesGone(JdbcClient jdbc, Suppressions suppressions) {
    this.jdbc = jdbc;
    this.suppressions = suppressions;
  }

  /** Asks the database only when there is one. */
  void suppress(List<EndOfAttempt> ended) {
    Map<UUID, SuppressionReason> reasons = new HashMap<>();
    for (EndOfAttempt end : ended) {
      if (end.outcome() instanceof Outcome.PermanentFailure failure
          && failure.suppresses() != null) {
        reasons.put(end.id().value(), failure.suppresses());
      }
    }
    if (!reasons.isEmpty()) {
      suppressions.add(found(reasons));
    }
  }

  private List<AddressSuppression> found(Map<UUID, SuppressionReason> reasons) {
    return jdbc.sql(
            """
            SELECT id, channel, recipient_kind, recipient, encode(address_hash, 'hex') AS address_hash
            FROM delivery_message
            WHERE id = ANY (:ids) AND id BETWEEN :leastId AND :greatestId
              AND address_hash IS NOT NULL
            ORDER BY id
            """)
        .param("ids", reasons.keySet().toArray(UUID[]::new))
        .params(IdRange.of(List.copyOf(reasons.keySet())).params())
        .query((row, number) -> found(row, reasons))
        .list();
  }

  private static AddressSuppression found(ResultSet row, Map<UUID, SuppressionReason> reasons)
      throws SQLException {
    UUID delivery = row.getObject("id", UUID.class);
    Recipient.Kind kind = Recipient.Kind.valueOf(row.getString("recipient_kind"));
    String address = row.getString("recipient");
    return new AddressSuppression(
        Channel.valueOf(row.getString("channel")),
        row.getString("address_hash"),
        null,
        Objects.requireNonNull(reasons.get(delivery)),
        delivery,
        address == null ? null : MaskedAddress.of(kind, address));
  }
}
