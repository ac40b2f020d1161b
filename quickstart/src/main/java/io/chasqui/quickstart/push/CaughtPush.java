package io.chasqui.quickstart.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.web.Json;
import java.time.Instant;

/**
 * A push message that a browser would show.
 *
 * @param topic one of the same topic replaces it
 * @param ttl for how many seconds a push service would keep it
 * @param message decrypted
 */
record CaughtPush(String topic, String ttl, String urgency, String message, Instant at) {

  ObjectNode json() {
    return Json.object()
        .put("topic", topic)
        .put("ttl", ttl)
        .put("urgency", urgency)
        .put("message", message)
        .put("at", at.toString());
  }
}
