package io.chasqui.quickstart.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.web.Json;
import java.time.Instant;

/**
 * A webhook that was received.
 *
 * @param path to which: each receiver may have its own
 * @param id by which a repetition is known
 * @param timestamp in seconds, as the sender has signed it
 * @param signature as it came
 * @param body as it came
 */
record CaughtWebhook(
    String path, String id, String timestamp, String signature, String body, Instant at) {

  ObjectNode json() {
    return Json.object()
        .put("path", path)
        .put("id", id)
        .put("timestamp", timestamp)
        .put("signature", signature)
        .put("body", body)
        .put("at", at.toString());
  }
}
