package io.chasqui.messaging.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known after a request to an endpoint. Holds nothing of the request, so no secret. */
sealed interface WebhookReply {

  /**
   * It has answered.
   *
   * @param status of HTTP
   * @param retryAfter for how long it wants to be left alone; null: it did not say
   * @param words of its body, masked; null: none
   */
  record Answered(int status, @Nullable Duration retryAfter, @Nullable String words)
      implements WebhookReply {}

  /** Its address is not one that we connect to. */
  record Refused() implements WebhookReply {}

  /** There was no connection to make the request over. */
  record NotConnected(String reason) implements WebhookReply {}

  /**
   * The request was not handed over completely, so it cannot have had an effect.
   *
   * @param byUs whether we broke it off
   */
  record NotSent(String reason, boolean byUs) implements WebhookReply {}

  /** The request was handed over, and no answer came: it may have had its effect. */
  record NoAnswer(String reason) implements WebhookReply {}
}
