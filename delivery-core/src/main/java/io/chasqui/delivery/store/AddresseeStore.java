package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.Addressee;
import io.chasqui.delivery.Addressees;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.suppression.MaskedAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AddresseeStore implements Addressees {

  private final JdbcClient jdbc;

  AddresseeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Addressee> find(DeliveryId id) {
    return jdbc.sql(
            """
            SELECT message.id, channel, origin_kind, origin_id, recipient_id, category,
              recipient_kind, encode(address_hash, 'hex') AS hash, recipient AS address,
              %s AS may_unsubscribe
            FROM delivery_message AS message
            WHERE message.id = :id
            """
                .formatted(Refusals.mayUnsubscribe()))
        .param("id", id.value())
        .query(AddresseeStore::addressee)
        .optional();
  }

  private static Addressee addressee(ResultSet row, int number) throws SQLException {
    String address = row.getString("address");
    return new Addressee(
        new DeliveryId(row.getObject("id", UUID.class)),
        Channel.valueOf(row.getString("channel")),
        new Origin(row.getString("origin_kind"), row.getObject("origin_id", UUID.class)),
        row.getObject("recipient_id", UUID.class),
        row.getString("hash"),
        address == null
            ? null
            : MaskedAddress.of(Recipient.Kind.valueOf(row.getString("recipient_kind")), address),
        row.getString("category"),
        row.getBoolean("may_unsubscribe"));
  }
}
