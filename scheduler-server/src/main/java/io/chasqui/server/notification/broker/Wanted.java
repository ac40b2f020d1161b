package io.chasqui.server.notification.broker;

/** Says of which events messages are taken; others are passed over. */
@FunctionalInterface
public interface Wanted {

  /**
   * Whether messages of an event are taken.
   *
   * @param event as something in the message names it, as a whole
   * @param message with that name
   */
  boolean isWanted(String event, BrokerMessage message);
}
