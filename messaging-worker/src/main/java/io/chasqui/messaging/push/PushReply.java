package io.chasqui.messaging.push;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known after a request to a push service. Holds nothing of the request, so no secret. */
sealed interface PushReply {

  /**
   * It has answered.
   *
   * @param status of HTTP
   * @param retryAfter for how long it wants to be left alone; null: it did not say
   * @param location what it calls the message; null: it did not say
   * @param words of its body, masked; null: none
   */
  record Answered(
      int status, @Nullable Duration retryAfter, @Nullable String location, @Nullable String words)
      implements PushReply {}

  /** Its address is not one that we connect to. */
  record Refused() implements PushReply {}

  /** There was no connection to make the request over. */
  record NotConnected(String reason) implements PushReply {}

  /** The request was not handed over completely, so it cannot have had an effect. */
  record NotSent(String reason) implements PushReply {}

  /** The request was handed over, and no answer came: it may have had its effect. */
  record NoAnswer(String reason) implements PushReply {}
}
