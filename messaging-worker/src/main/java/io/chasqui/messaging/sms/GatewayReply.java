package io.chasqui.messaging.sms;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known after a request to a gateway. Holds nothing of the request, so no secret. */
sealed interface GatewayReply {

  /**
   * It has answered.
   *
   * @param status of HTTP
   * @param isPage whether it is HTML, which no gateway speaks: something before it has answered
   * @param retryAfter for how long it wants to be left alone; null: it did not say
   * @param body null: it is no JSON, or broke off
   */
  record Answered(
      int status, boolean isPage, @Nullable Duration retryAfter, @Nullable JsonNode body)
      implements GatewayReply {

    /** A text of the body; the status where there is none. */
    String words(String field) {
      String said = body == null ? "" : body.path(field).asText("");
      return said.isBlank() ? "HTTP " + status : said;
    }
  }

  /** There was no connection to make the request over. */
  record NotConnected(String reason) implements GatewayReply {}

  /** The request was not handed over completely, so it cannot have had an effect. */
  record NotSent(String reason) implements GatewayReply {}

  /** The request was handed over, and no answer came: it may have had its effect. */
  record NoAnswer(String reason) implements GatewayReply {}
}
