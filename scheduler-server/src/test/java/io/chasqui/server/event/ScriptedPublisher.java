package io.chasqui.server.event;

import io.chasqui.server.event.PublishResult.Refusal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was handed, and fails when told to. */
final class ScriptedPublisher implements EventPublisher {

  private final List<OutboxEvent> handed = new CopyOnWriteArrayList<>();
  private final Set<UUID> refused = ConcurrentHashMap.newKeySet();
  private volatile boolean away;
  private volatile Runnable afterHandover = () -> {};

  @Override
  public PublishResult hand(List<OutboxEvent> events) {
    if (away) {
      return PublishResult.failed("away");
    }
    List<OutboxEvent> taken =
        events.stream().filter(event -> !refused.contains(event.eventId())).toList();
    handed.addAll(taken);
    // Another thread: this one has the relay's transaction.
    CompletableFuture.runAsync(afterHandover).join();
    return new PublishResult(
        taken,
        events.stream()
            .filter(event -> refused.contains(event.eventId()))
            .map(event -> new Refusal(event.sequence(), "too large"))
            .toList(),
        null);
  }

  ScriptedPublisher away(boolean value) {
    away = value;
    return this;
  }

  ScriptedPublisher refusing(UUID eventId) {
    refused.add(eventId);
    return this;
  }

  /** Runs when events have arrived, before anybody knows. */
  ScriptedPublisher afterHandover(Runnable action) {
    afterHandover = action;
    return this;
  }

  List<OutboxEvent> handed() {
    return handed;
  }

  @Override
  public void close() {}
}
