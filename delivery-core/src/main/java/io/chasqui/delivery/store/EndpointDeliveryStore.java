package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.EndpointLedger;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.address.Recipient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deliveries by their endpoints, in PostgreSQL. */
@Repository
class EndpointDeliveryStore implements EndpointLedger {

  private final JdbcClient jdbc;

  EndpointDeliveryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Endpoints change seldom, so that reading past what has ended may take its time. */
  @Override
  public List<DeliveryId> open(
      Recipient endpoint, @Nullable Lane otherThan, @Nullable DeliveryId after, int atMost) {
    return jdbc.sql(
            """
            SELECT message.id FROM delivery_message AS message
            JOIN delivery_state AS state ON state.id = message.id
            WHERE message.recipient = :recipient
              AND message.recipient_kind = :kind
              AND message.id > :after
              AND state.status IN %s
              AND state.lane IS DISTINCT FROM CAST(:lane AS text)
            ORDER BY message.id LIMIT :atMost
            """
                .formatted(DeliveryStates.OPEN))
        .param("recipient", endpoint.value())
        .param("kind", endpoint.kind().name())
        .param("after", after == null ? new UUID(0, 0) : after.value())
        .param("lane", otherThan == null ? null : otherThan.name())
        .param("atMost", atMost)
        .query((row, number) -> new DeliveryId(row.getObject("id", UUID.class)))
        .list();
  }

  @Override
  public Optional<Channel> giveUp(DeliveryId id, String code) {
    return jdbc.sql(
            """
            UPDATE delivery_state
            SET status = 'FAILED', completed_at = now(), failure_code = :code
            WHERE id = :id AND status IN %s
            RETURNING channel
            """
                .formatted(DeliveryStates.WAITING))
        .param("code", code)
        .param("id", id.value())
        .query((row, number) -> Channel.valueOf(row.getString("channel")))
        .optional();
  }

  /** In one order for all, so that two who change several do not wait for each other. */
  @Override
  public void move(Recipient from, Recipient to, String addressHash) {
    jdbc.sql(
            """
            WITH open AS (
              SELECT message.id FROM delivery_message AS message
              JOIN delivery_state AS state ON state.id = message.id
              WHERE message.recipient = :from
                AND message.recipient_kind = :kind
                AND state.status IN %s
              ORDER BY message.id FOR NO KEY UPDATE OF message
            )
            UPDATE delivery_message AS message
            SET recipient = :to, address_hash = decode(:hash, 'hex')
            FROM open WHERE message.id = open.id
            """
                .formatted(DeliveryStates.OPEN))
        .param("from", from.value())
        .param("kind", from.kind().name())
        .param("to", to.value())
        .param("hash", addressHash)
        .update();
  }

  @Override
  public void changeLane(List<DeliveryId> ids, Lane lane) {
    if (ids.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            UPDATE delivery_state SET lane = :lane
            WHERE id = ANY (:ids) AND id BETWEEN :leastId AND :greatestId AND status IN %s
            """
                .formatted(DeliveryStates.WAITING))
        .param("lane", lane.name())
        .param("ids", IdRange.array(ids))
        .params(IdRange.ofDeliveries(ids).params())
        .update();
  }
}
