package io.chasqui.quickstart.botapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.botapi.KeptFiles.KeptFile;
import io.chasqui.quickstart.web.Json;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message the stand-in accepted from a bot.
 *
 * @param chatId as the bot wrote it: a number or {@code @name}
 * @param text a message's text or a document's caption
 * @param file the document; null: a text message
 * @param uploaded whether the document came with this call, not by its file_id
 * @param parameters everything else the bot sent
 */
record BotMessage(
    long messageId,
    Instant at,
    Bot bot,
    String method,
    String chatId,
    String text,
    @Nullable KeptFile file,
    boolean uploaded,
    Map<String, String> parameters) {

  BotMessage {
    parameters = Map.copyOf(parameters);
  }

  /** As the Bot API answers it. */
  ObjectNode asMessage() {
    ObjectNode message = Json.object().put("message_id", messageId);
    message.set("from", bot.json());
    message.set("chat", Chats.json(chatId));
    message.put("date", at.getEpochSecond());
    if (file == null) {
      return message.put("text", text);
    }
    message
        .putObject("document")
        .put("file_name", file.fileName())
        .put("mime_type", file.contentType())
        .put("file_id", file.fileId())
        .put("file_unique_id", "u" + file.fileId().substring(file.fileId().length() - 16))
        .put("file_size", file.size());
    return text.isEmpty() ? message : message.put("caption", text);
  }

  /** As the page's own JSON shows it. */
  ObjectNode forReaders() {
    ObjectNode json =
        Json.object()
            .put("messageId", messageId)
            .put("at", at.toString())
            .put("botId", bot.id())
            .put("method", method)
            .put("chatId", chatId)
            .put(file == null ? "text" : "caption", text);
    if (file != null) {
      json.put("fileId", file.fileId())
          .put("fileName", file.fileName())
          .put("contentType", file.contentType())
          .put("size", file.size())
          .put("uploaded", uploaded)
          .put("path", "/api/files/" + file.fileId());
    }
    ObjectNode others = json.putObject("parameters");
    parameters.forEach(others::put);
    return json;
  }
}
