package io.chasqui.messaging.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known after a call of the Bot API. Holds no address of a request, so no token. */
public sealed interface ApiAnswer {

  /** {@code "ok": true}. */
  record Accepted(JsonNode result) implements ApiAnswer {}

  /**
   * {@code "ok": false}.
   *
   * @param status the HTTP status; the envelope's own code where the status is 2xx
   * @param description Telegram's words
   * @param retryAfter how long the bot is to be silent
   * @param migrateToChatId the chat's new id
   */
  record Refused(
      int status,
      String description,
      @Nullable Duration retryAfter,
      @Nullable String migrateToChatId)
      implements ApiAnswer {}

  /** An HTTP answer that is not the Bot API's: a proxy's page, or one that broke off. */
  record Unreadable(int status, @Nullable Duration retryAfter) implements ApiAnswer {}

  /** The request was not handed over completely, so it cannot have had an effect. */
  record NotSent(String reason) implements ApiAnswer {}

  /** There was no connection to make the request over. */
  record NotConnected(String reason) implements ApiAnswer {}

  /** The call was not made, because the bot is paused, for {@code pause} still. */
  record HeldBack(String reason, Duration pause) implements ApiAnswer {}

  /** The request was handed over, and no answer came: it may have had its effect. */
  record NoAnswer(String reason) implements ApiAnswer {}
}
