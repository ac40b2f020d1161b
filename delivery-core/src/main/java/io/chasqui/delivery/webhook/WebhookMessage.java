package io.chasqui.delivery.webhook;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Map;

/**
 * What a webhook says, as Standard Webhooks advises. It is stored as the bytes that go out, which
 * are the same in each attempt.
 *
 * @param type what has happened, or is said; 1 or more words with dots between
 * @param timestamp when that was
 * @param data what there is to say of it
 */
@JsonPropertyOrder({"type", "timestamp", "data"})
public record WebhookMessage(String type, Instant timestamp, Map<String, Object> data) {

  /** Nothing of the data. */
  @Override
  public String toString() {
    return "WebhookMessage[" + type + "]";
  }
}
