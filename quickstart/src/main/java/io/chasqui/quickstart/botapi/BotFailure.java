package io.chasqui.quickstart.botapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.web.Answer;
import io.chasqui.quickstart.web.Json;
import org.jspecify.annotations.Nullable;

/**
 * The Bot API says no.
 *
 * @param retryAfter seconds
 * @param migrateToChatId the chat's new number
 */
record BotFailure(
    int status, String description, @Nullable Integer retryAfter, @Nullable Long migrateToChatId) {

  static BotFailure of(int status, String description) {
    return new BotFailure(status, description, null, null);
  }

  static BotFailure badRequest(String reason) {
    return of(400, "Bad Request: " + reason);
  }

  Answer answer() {
    ObjectNode body =
        Json.object().put("ok", false).put("error_code", status).put("description", description);
    if (retryAfter != null || migrateToChatId != null) {
      ObjectNode parameters = body.putObject("parameters");
      if (retryAfter != null) {
        parameters.put("retry_after", retryAfter);
      }
      if (migrateToChatId != null) {
        parameters.put("migrate_to_chat_id", migrateToChatId);
      }
    }
    Answer answer = Answer.json(status, body);
    return retryAfter == null ? answer : answer.with("Retry-After", Integer.toString(retryAfter));
  }
}
