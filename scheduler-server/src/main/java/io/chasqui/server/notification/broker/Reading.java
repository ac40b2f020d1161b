package io.chasqui.server.notification.broker;

/** What became of reading a message. */
sealed interface Reading {

  /** It is an event. */
  record Event(IncomingEvent event) implements Reading {}

  /** It is not for us. */
  record Ignored() implements Reading {}

  /** Nobody can read it. */
  record Unreadable(PoisonReason reason) implements Reading {}
}
