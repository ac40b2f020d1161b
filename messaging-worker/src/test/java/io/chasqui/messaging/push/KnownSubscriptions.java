package io.chasqui.messaging.push;

import io.chasqui.delivery.push.PushSubscriptions;
import io.chasqui.delivery.push.PushTarget;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Subscriptions in memory. */
final class KnownSubscriptions implements PushSubscriptions {

  private final Map<UUID, PushTarget> byId = new ConcurrentHashMap<>();

  @Override
  public Optional<PushTarget> find(UUID id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public List<PushTarget> ofRecipient(UUID recipient) {
    return byId.values().stream().filter(one -> one.recipientId().equals(recipient)).toList();
  }

  @Override
  public Map<UUID, List<UUID>> idsOf(Collection<UUID> recipients) {
    throw new UnsupportedOperationException("a worker does not ask");
  }

  @Override
  public void lock(String endpoint) {
    throw new UnsupportedOperationException("a worker registers none");
  }

  @Override
  public Optional<PushTarget> ofEndpoint(String endpoint) {
    return byId.values().stream().filter(one -> one.endpoint().equals(endpoint)).findFirst();
  }

  @Override
  public void add(PushTarget subscription) {
    byId.put(subscription.id(), subscription);
  }

  @Override
  public void change(PushTarget subscription) {
    byId.put(subscription.id(), subscription);
  }

  @Override
  public void isUsed(UUID id) {
    throw new UnsupportedOperationException("a worker registers none");
  }

  @Override
  public boolean remove(UUID id, UUID recipient) {
    return byId.remove(id) != null;
  }

  @Override
  public boolean removeGone(UUID id) {
    return byId.remove(id) != null;
  }

  @Override
  public void removeAll(UUID recipient) {
    ofRecipient(recipient).forEach(one -> byId.remove(one.id()));
  }

  @Override
  public void move(UUID from, UUID to) {
    throw new UnsupportedOperationException("a worker does not move any");
  }
}
