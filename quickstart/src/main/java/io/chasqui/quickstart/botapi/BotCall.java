package io.chasqui.quickstart.botapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.web.Json;
import java.time.Instant;

/**
 * That a bot called, and how it was answered; getUpdates is not among them, it would be most.
 *
 * @param status of the answer; 0: the connection was cut
 * @param uploadedBytes of files that came with the call
 */
record BotCall(
    Instant at,
    long botId,
    String method,
    String chatId,
    int status,
    String description,
    long uploadedBytes) {

  ObjectNode json() {
    return Json.object()
        .put("at", at.toString())
        .put("botId", botId)
        .put("method", method)
        .put("chatId", chatId)
        .put("status", status)
        .put("description", description)
        .put("uploadedBytes", uploadedBytes);
  }
}
