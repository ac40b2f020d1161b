package io.chasqui.messaging.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.messaging.telegram.ApiAnswer.Accepted;
import io.chasqui.messaging.telegram.ApiAnswer.Refused;
import io.chasqui.messaging.telegram.ApiAnswer.Unreadable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Bot API's envelope: {@code {"ok", "result"}} or {@code {"ok", "error_code",
 * "description", "parameters"}}.
 */
final class AnswerReader {

  /** A hundred updates are far smaller. */
  private static final long MAX_BYTES = 16L * 1024 * 1024;

  /** A peer that asks for more is asked again after it. */
  private static final long MAX_RETRY_AFTER_SECONDS = Duration.ofDays(1).toSeconds();

  private final ObjectMapper json;

  AnswerReader(ObjectMapper json) {
    this.json = json;
  }

  /** What the peer said; an answer has arrived, so nothing here throws. */
  ApiAnswer read(Response response) {
    Duration retryAfter = retryAfter(response.header("Retry-After"));
    return envelope(response)
        .map(envelope -> read(response.code(), retryAfter, envelope))
        .orElseGet(() -> new Unreadable(response.code(), retryAfter));
  }

  private static ApiAnswer read(int status, @Nullable Duration retryAfter, JsonNode envelope) {
    boolean success = status / 100 == 2;
    if (envelope.path("ok").booleanValue()) {
      return success && envelope.hasNonNull("result")
          ? new Accepted(envelope.path("result"))
          : new Unreadable(status, retryAfter);
    }
    JsonNode parameters = envelope.path("parameters");
    JsonNode stated = parameters.path("retry_after");
    return new Refused(
        success ? envelope.path("error_code").asInt(400) : status,
        envelope.path("description").asText(""),
        stated.isNumber() ? seconds(stated.asLong()) : retryAfter,
        parameters.hasNonNull("migrate_to_chat_id")
            ? parameters.path("migrate_to_chat_id").asText()
            : null);
  }

  private Optional<JsonNode> envelope(Response response) {
    try (BufferedSource body = response.body().source()) {
      if (body.request(MAX_BYTES + 1)) {
        return Optional.empty();
      }
      JsonNode read = json.readTree(body.readByteArray());
      return Optional.ofNullable(read).filter(node -> node.path("ok").isBoolean());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Only the form in seconds is read: it is the one the Bot API uses. */
  private static @Nullable Duration retryAfter(@Nullable String header) {
    return header != null && header.strip().matches("[0-9]{1,9}")
        ? seconds(Long.parseLong(header.strip()))
        : null;
  }

  private static Duration seconds(long stated) {
    return Duration.ofSeconds(Math.max(1, Math.min(stated, MAX_RETRY_AFTER_SECONDS)));
  }
}
