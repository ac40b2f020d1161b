package io.chasqui.server.contact.store;

import io.chasqui.contract.contact.ContactDelivery;
import io.chasqui.contract.contact.ContactMessageView;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryStatuses;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class ContactMessageStore implements ContactMessages {

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final DeliveryStatuses statuses;
  private final EndedDeliveries ended;

  ContactMessageStore(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      DeliveryStatuses statuses,
      EndedDeliveries ended) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.statuses = statuses;
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
        transaction.execute(status -> removePageByPage(receivedUntil, atMost)));
  }

  /** What has to stay does not hide what is newer. */
  private int removePageByPage(Instant receivedUntil, int atMost) {
    int removed = 0;
    List<OldMessage> page = old(receivedUntil, OldMessage.NONE, atMost);
    while (!page.isEmpty()) {
      removed += remove(page, atMost - removed);
      page = removed < atMost ? old(receivedUntil, page.get(page.size() - 1), atMost) : List.of();
    }
    return removed;
  }

  /** The oldest behind the last one that nobody else is looking at. */
  private List<OldMessage> old(Instant receivedUntil, OldMessage last, int atMost) {
    return jdbc.sql(
            """
            SELECT id, received_at, ARRAY (
              SELECT delivery_id FROM contact_message_delivery WHERE contact_message_id = id
            ) AS deliveries
            FROM contact_message
            WHERE received_at <= :receivedUntil AND (received_at, id) > (:lastReceivedAt, :lastId)
            ORDER BY received_at, id LIMIT :atMost
            FOR UPDATE SKIP LOCKED
            """)
        .param("receivedUntil", Times.utc(receivedUntil))
        .param("lastReceivedAt", Times.utc(last.receivedAt()))
        .param("lastId", last.id())
        .param("atMost", atMost)
        .query(OldMessage::of)
        .list();
  }

  /** Those whose deliveries have all ended, and are not just being started anew. */
  private int remove(List<OldMessage> page, int atMost) {
    Set<DeliveryId> held = ended.hold(deliveries(page));
    List<OldMessage> unneeded =
        page.stream()
            .filter(message -> held.containsAll(message.deliveries()))
            .limit(atMost)
            .toList();
    if (unneeded.isEmpty()) {
      return 0;
    }
    ended.remove(deliveries(unneeded));
    return jdbc.sql("DELETE FROM contact_message WHERE id = ANY (:ids)")
        .param("ids", unneeded.stream().map(OldMessage::id).toArray(UUID[]::new))
        .update();
  }

  private static List<DeliveryId> deliveries(List<OldMessage> messages) {
    return messages.stream().flatMap(message -> message.deliveries().stream()).toList();
  }

  private Map<UUID, List<ContactDelivery>> deliveries(UUID[] messages) {
    Map<DeliveryId, UUID> messageOf = new LinkedHashMap<>();
    jdbc.sql(
            """
            SELECT contact_message_id, delivery_id FROM contact_message_delivery
            WHERE contact_message_id = ANY (:messages)
            ORDER BY delivery_id
            """)
        .param("messages", messages)
        .query(
            row -> {
              messageOf.put(
                  new DeliveryId(row.getObject("delivery_id", UUID.class)),
                  row.getObject("contact_message_id", UUID.class));
            });
    Map<DeliveryId, DeliveryStatus> states = statuses.of(messageOf.keySet());
    Map<UUID, List<ContactDelivery>> byMessage = new HashMap<>();
    messageOf.forEach(
        (delivery, message) -> {
          DeliveryStatus status = states.get(delivery);
          if (status != null) {
            byMessage
                .computeIfAbsent(message, id -> new ArrayList<>())
                .add(new ContactDelivery(delivery.value(), status));
          }
        });
    return byMessage;
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

  /** A message that is old enough to go, with the deliveries that told of it. */
  private record OldMessage(UUID id, Instant receivedAt, List<DeliveryId> deliveries) {

    /** Behind which all are. */
    static final OldMessage NONE = new OldMessage(new UUID(0, 0), Instant.EPOCH, List.of());

    static OldMessage of(ResultSet row, int number) throws SQLException {
      return new OldMessage(
          row.getObject("id", UUID.class),
          Times.instant(row, "received_at"),
          Stream.of((UUID[]) row.getArray("deliveries").getArray()).map(DeliveryId::new).toList());
    }
  }
}
