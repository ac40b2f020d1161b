package io.chasqui.server.notification;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.server.notification.decision.CapUse;
import io.chasqui.server.notification.decision.DecisionStep;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where notifications are kept. */
public interface NotificationStore {

  /**
   * Claims keys by which repetitions are known, in the transaction of the caller; whoever else is
   * about to claim one is waited for.
   *
   * @param claims each of another key
   * @param now a key that was claimed until then is free
   * @return by their keys the notifications that have them already
   */
  Map<String, UUID> claim(Collection<Claim> claims, Instant now);

  /** Gives keys back of which nothing came. */
  void release(Collection<String> keys);

  /** Adds notifications. */
  void addAll(List<Notification> fresh);

  /** Notes what deliveries came of notifications. */
  void addDeliveries(List<MadeDelivery> made);

  /** One; empty when there is none of this id. */
  Optional<Notification> find(UUID id);

  /** Those of these that there are. */
  List<Notification> findAll(Collection<UUID> ids);

  /** One, which nobody else changes until the transaction of the caller ends. */
  Optional<Notification> hold(UUID id);

  /** Newest first, and one more than the limit where there are more. */
  List<Notification> list(NotificationQuery query);

  /** The deliveries of these notifications, by round. */
  List<MadeDelivery> deliveriesOf(Collection<UUID> ids);

  /**
   * Writes what a decision changes of one that is held: status, reason, channel, template, times,
   * rounds, what somebody told of it, and why.
   */
  void change(Notification held);

  /** Notes that deliveries were ended for another channel. */
  void endForNext(List<DeliveryId> deliveries);

  /**
   * Adds a line to why, unless one of the same step and code is there, or somebody holds it just
   * now: whoever notes something holds recipients already, and must wait for nobody who wants one.
   */
  void note(UUID id, DecisionStep line);

  /**
   * Keeps others from counting what these people are sent, until the transaction of the caller
   * ends; in one order for all.
   */
  void holdCaps(Collection<UUID> recipients);

  /**
   * What somebody was sent, or is to be sent, of a category.
   *
   * @param after what was sent later
   * @param but that notification
   */
  List<CapUse> uses(UUID recipient, String category, Instant after, @Nullable UUID but);

  /** Of which notification a look is; empty: there is no such look any more. */
  Optional<UUID> lookedAt(UUID look);

  /** Takes a look away. */
  void removeLook(UUID look);

  /** Whether one of an event is not over. */
  boolean hasOpen(String event);

  /**
   * A key by which repetitions are known.
   *
   * @param key 64 hexadecimal digits
   * @param until it is free then
   */
  record Claim(String key, UUID notification, Instant until) {}
}
