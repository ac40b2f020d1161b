package io.chasqui.server.schedule;

import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.recipient.ChannelAddress;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores what requests ask for. Recipients of the directory are kept until their deliveries are
 * stored, so that these are erased with them; whoever names an address costs none of that.
 */
@Component
public class Orders {

  private final Deliveries deliveries;
  private final RecipientAddresses addresses;
  private final TransactionTemplate transaction;

  Orders(Deliveries deliveries, RecipientAddresses addresses, TransactionTemplate transaction) {
    this.deliveries = deliveries;
    this.addresses = addresses;
    this.transaction = transaction;
  }

  /**
   * Stores one.
   *
   * @return of several deliveries the first
   * @throws InvalidRequest when the directory has no such recipient, or no such address of it
   */
  DeliveryId store(Order order) {
    if (order.recipientId() == null) {
      return deliveries.schedule(order.delivery());
    }
    StoredOrder stored = storeAll(List.of(order)).get(0);
    if (stored.problem() != null) {
      throw new InvalidRequest(List.of(stored.problem()), order.correlationId().value());
    }
    return stored.ids().get(0);
  }

  /** Stores all in one transaction, but those whose recipients are not reached. */
  public List<StoredOrder> storeAll(List<Order> orders) {
    List<UUID> recipients =
        orders.stream().map(Order::recipientId).filter(Objects::nonNull).distinct().toList();
    if (recipients.isEmpty()) {
      return deliveries.scheduleAll(orders.stream().map(Order::delivery).toList()).stream()
          .map(id -> new StoredOrder(List.of(id), null))
          .toList();
    }
    return Objects.requireNonNull(
        transaction.execute(status -> storeAll(orders, addresses.keep(recipients))));
  }

  private List<StoredOrder> storeAll(List<Order> orders, Map<UUID, DirectoryEntry> recipients) {
    List<Resolved> resolved = orders.stream().map(order -> resolve(order, recipients)).toList();
    List<DeliveryId> ids =
        deliveries.scheduleAll(
            resolved.stream().flatMap(order -> order.deliveries().stream()).toList());
    List<StoredOrder> stored = new ArrayList<>();
    int next = 0;
    for (Resolved order : resolved) {
      int end = next + order.deliveries().size();
      stored.add(new StoredOrder(ids.subList(next, end), order.problem()));
      next = end;
    }
    return stored;
  }

  private Resolved resolve(Order order, Map<UUID, DirectoryEntry> recipients) {
    if (order.recipientId() == null) {
      return new Resolved(List.of(order.delivery()), null);
    }
    DirectoryEntry recipient = recipients.get(order.recipientId());
    if (recipient == null) {
      return Resolved.not("field.unknownRecipient");
    }
    List<ChannelAddress> reached = addresses.of(recipient, order.channel());
    return reached.isEmpty()
        ? Resolved.not("field.noSuchAddress", order.channel().name())
        : new Resolved(reached.stream().map(order::to).toList(), null);
  }

  /** What an order comes to: deliveries, or a problem. */
  private record Resolved(List<DeliveryRequest> deliveries, @Nullable FieldProblem problem) {

    static Resolved not(String messageKey, Object... arguments) {
      return new Resolved(List.of(), new FieldProblem("recipientId", messageKey, arguments));
    }
  }

  /** The delivery and those that say the same with it; the one that was stored first first. */
  public List<DeliveryId> withSiblings(DeliveryId first, Order order) {
    return order.content() == null ? List.of(first) : deliveries.sayingTheSame(first);
  }
}
