package io.chasqui.server.contact.store;

import io.chasqui.contract.contact.ContactDelivery;
import io.chasqui.contract.contact.ContactMessageView;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.EndedDeliveries;
import io.chasqui.platform.db.Times;
import io.chasqui.server.api.page.PageQuery;
import io.chasqui.server.contact.ContactMessage;
import io.chasqui.server.contact.ContactMessages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class ContactMessageStore implements ContactMessages {

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final EndedDeliveries ended;

  ContactMessageStore(JdbcClient jdbc, TransactionTemplate transaction, EndedDeliveries ended) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.ended = ended;
  }

  @Override
  public void add(ContactMessage message, List<DeliveryId> deliveries) {
    jdbc.sql(
            """
            INSERT INTO contact_message (id, received_at, name, email, message, language)
            VALUES (:id, :receivedAt, :name, :email, :message, :language)
            """)
        .param("id", message.id())
        .param("receivedAt", Times.utc(message.receivedAt()))
        .param("name", message.name())
        .param("email", message.email())
        .param("message", message.text())
        .param("language", message.language())
        .update();
    jdbc.sql(
            """
            INSERT INTO contact_message_delivery (contact_message_id, delivery_id)
            SELECT :id, delivery_id FROM unnest(:deliveries) AS delivery_id
            """)
        .param("id", message.id())
        .param("deliveries", deliveries.stream().map(DeliveryId::value).toArray(UUID[]::new))
        .update();
  }

  @Override
  public List<ContactMessageView> list(PageQuery query) {
    UUID olderThan = query.olderThan();
    List<ContactMessageView> withoutDeliveries =
        jdbc.sql(
                """
                SELECT id, received_at, name, email, message, language FROM contact_message
                WHERE %s ORDER BY id DESC LIMIT :limit
                """
                    .formatted(olderThan == null ? "true" : "id < :olderThan"))
            .params(olderThan == null ? Map.of() : Map.of("olderThan", olderThan))
            .param("limit", query.limit())
            .query((row, number) -> view(row))
            .list();
    Map<UUID, List<ContactDelivery>> deliveries =
        deliveries(withoutDeliveries.stream().map(ContactMessageView::id).toArray(UUID[]::new));
    return withoutDeliveries.stream()
        .map(message -> with(deliveries.getOrDefault(message.id(), List.of()), message))
        .toList();
  }

  /** A delivery's state is locked before its message goes, as whoever sends it does. */
  @Override
  public int remove(Instant receivedUntil, int atMost) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Map<UUID, List<DeliveryId>> old = old(receivedUntil, atMost);
              Set<DeliveryId> held =
                  ended.hold(old.values().stream().flatMap(List::stream).toList());
              old.values().removeIf(told -> !held.containsAll(told));
              ended.remove(old.values().stream().flatMap(List::stream).toList());
              return remove(old.keySet());
            }));
  }

  /** Messages that seem to need no delivery any more, with their deliveries. */
  private Map<UUID, List<DeliveryId>> old(Instant receivedUntil, int atMost) {
    Map<UUID, List<DeliveryId>> old = new HashMap<>();
    jdbc.sql(
            """
            WITH old AS (
              SELECT id FROM contact_message
              WHERE received_at <= :receivedUntil AND NOT EXISTS (
                SELECT FROM contact_message_delivery AS told
                CROSS JOIN LATERAL (
                  SELECT status FROM delivery_state WHERE id = told.delivery_id OFFSET 0) AS state
                WHERE told.contact_message_id = contact_message.id
                  AND status NOT IN %s)
              ORDER BY received_at LIMIT :atMost
              FOR UPDATE SKIP LOCKED
            )
            SELECT old.id, delivery_id
            FROM old LEFT JOIN contact_message_delivery ON contact_message_id = old.id
            """
                .formatted(DeliveryStates.FINAL))
        .param("receivedUntil", Times.utc(receivedUntil))
        .param("atMost", atMost)
        .query(
            row -> {
              List<DeliveryId> told =
                  old.computeIfAbsent(row.getObject("id", UUID.class), id -> new ArrayList<>());
              UUID delivery = row.getObject("delivery_id", UUID.class);
              if (delivery != null) {
                told.add(new DeliveryId(delivery));
              }
            });
    return old;
  }

  private int remove(Set<UUID> messages) {
    return jdbc.sql("DELETE FROM contact_message WHERE id = ANY (:ids)")
        .param("ids", messages.toArray(UUID[]::new))
        .update();
  }

  private Map<UUID, List<ContactDelivery>> deliveries(UUID[] messages) {
    Map<UUID, List<ContactDelivery>> byMessage = new HashMap<>();
    jdbc.sql(
            """
            SELECT contact_message_id, delivery_id, status FROM contact_message_delivery
            JOIN delivery_state ON delivery_state.id = delivery_id
            WHERE contact_message_id = ANY (:messages) ORDER BY delivery_id
            """)
        .param("messages", messages)
        .query(
            row -> {
              byMessage
                  .computeIfAbsent(
                      row.getObject("contact_message_id", UUID.class), id -> new ArrayList<>())
                  .add(delivery(row));
            });
    return byMessage;
  }

  private static ContactDelivery delivery(ResultSet row) throws SQLException {
    return new ContactDelivery(
        row.getObject("delivery_id", UUID.class), DeliveryStatus.valueOf(row.getString("status")));
  }

  private static ContactMessageView view(ResultSet row) throws SQLException {
    return new ContactMessageView(
        row.getObject("id", UUID.class),
        Times.instant(row, "received_at"),
        row.getString("name"),
        row.getString("email"),
        row.getString("message"),
        row.getString("language"),
        List.of());
  }

  private static ContactMessageView with(
      List<ContactDelivery> deliveries, ContactMessageView message) {
    return new ContactMessageView(
        message.id(),
        message.receivedAt(),
        message.name(),
        message.email(),
        message.message(),
        message.language(),
        deliveries);
  }
}
