package io.chasqui.server.template;

import io.chasqui.delivery.MessageContent;

/** What became of a template for somebody. */
public sealed interface RenderedMessage {

  /** What is to be said. */
  record Said(MessageContent content) implements RenderedMessage {}

  /**
   * Nothing can be said.
   *
   * @param part of the template that is at fault
   * @param name of the value that is missing; of any other reason the bound that was broken
   */
  record NotSaid(Reason reason, String part, String name) implements RenderedMessage {}

  /** Why nothing can be said. */
  enum Reason {
    /** A value is missing, or what came of it is too long for its part, or took too long. */
    INVALID_DATA,
    /** It takes more parts than an SMS may have. */
    SMS_TOO_LONG,
    /** It has more bytes than a push message may have. */
    PUSH_TOO_LARGE
  }
}
