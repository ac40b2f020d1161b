package io.chasqui.server.event;

import java.util.List;

/** Hands events to a broker. Used by one thread at a time. */
public interface EventPublisher extends AutoCloseable {

  /**
   * Hands events over and waits until the broker has them, some seconds at the most. No two of them
   * are of the same subject, so their order does not matter.
   *
   * @return what became of them; an event that is in neither list may or may not have arrived
   */
  PublishResult hand(List<OutboxEvent> events);

  /** Gives up the connection, if there is one. */
  @Override
  void close();
}
