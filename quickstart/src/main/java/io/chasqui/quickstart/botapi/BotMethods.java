package io.chasqui.quickstart.botapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.chasqui.quickstart.botapi.KeptFiles.KeptFile;
import io.chasqui.quickstart.memory.Latest;
import io.chasqui.quickstart.web.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The methods of the Bot API that the stand-in knows. */
final class BotMethods {

  private static final int LONGEST_TEXT = 4_096;
  private static final int LONGEST_CAPTION = 1_024;
  private static final int LARGEST_FILE_BYTES = 50_000_000;
  private static final int MOST_UPDATES = 100;
  private static final long LONGEST_POLL_SECONDS = 50;

  private final Latest<BotMessage> messages;
  private final KeptFiles files;
  private final Clock clock;
  private final AtomicLong lastMessageId;

  /**
   * Methods that keep what they are given.
   *
   * @param firstMessageId must grow from start to start
   */
  BotMethods(Latest<BotMessage> messages, KeptFiles files, Clock clock, long firstMessageId) {
    this.messages = messages;
    this.files = files;
    this.clock = clock;
    this.lastMessageId = new AtomicLong(firstMessageId);
  }

  /**
   * Obeys a call.
   *
   * @param method in any case
   * @throws BotRefusal as the real API would
   */
  JsonNode call(Bot bot, String method, Parameters parameters) throws InterruptedException {
    return switch (method.toLowerCase(Locale.ROOT)) {
      case "getme" -> bot.json().put("can_join_groups", true);
      case "getupdates" -> getUpdates(bot, parameters);
      case "deletewebhook" -> deleteWebhook(bot, parameters);
      case "sendmessage" -> sendMessage(bot, parameters);
      case "senddocument" -> sendDocument(bot, parameters);
      default -> throw new BotRefusal(BotFailure.of(404, "Not Found: method not found"));
    };
  }

  private static JsonNode getUpdates(Bot bot, Parameters parameters) throws InterruptedException {
    long limit = Math.min(MOST_UPDATES, Math.max(1, parameters.number("limit", MOST_UPDATES)));
    long seconds = Math.min(LONGEST_POLL_SECONDS, Math.max(0, parameters.number("timeout", 0)));
    ArrayNode updates = Json.array();
    bot.updates()
        .poll(parameters.number("offset", 0), (int) limit, Duration.ofSeconds(seconds))
        .orElseThrow(
            () ->
                new BotRefusal(
                    BotFailure.of(
                        409,
                        "Conflict: terminated by other getUpdates request; make sure that only one"
                            + " bot instance is running")))
        .forEach(updates::add);
    return updates;
  }

  private static JsonNode deleteWebhook(Bot bot, Parameters parameters) {
    if (parameters.text("drop_pending_updates").orElse("").equalsIgnoreCase("true")) {
      bot.updates().clear();
    }
    return BooleanNode.TRUE;
  }

  private JsonNode sendMessage(Bot bot, Parameters parameters) {
    String chatId = chat(parameters);
    String text = parameters.text("text").orElse("");
    if (text.isBlank()) {
      throw BotRefusal.badRequest("message text is empty");
    }
    if (length(text, parameters) > LONGEST_TEXT) {
      throw BotRefusal.badRequest("message is too long");
    }
    return keep(bot, "sendMessage", chatId, text, null, false, parameters);
  }

  private JsonNode sendDocument(Bot bot, Parameters parameters) {
    String chatId = chat(parameters);
    String caption = parameters.text("caption").orElse("");
    if (length(caption, parameters) > LONGEST_CAPTION) {
      throw BotRefusal.badRequest("message caption is too long");
    }
    Optional<MultipartParser.Part> upload = parameters.file("document");
    KeptFile file = upload.isPresent() ? stored(bot, upload.get()) : knownFile(bot, parameters);
    return keep(bot, "sendDocument", chatId, caption, file, upload.isPresent(), parameters);
  }

  private static String chat(Parameters parameters) {
    String chatId = parameters.text("chat_id").orElse("").trim();
    Chats.check(chatId);
    return chatId;
  }

  private KeptFile stored(Bot bot, MultipartParser.Part upload) {
    if (upload.content().length == 0) {
      throw BotRefusal.badRequest("file must be non-empty");
    }
    if (upload.content().length > LARGEST_FILE_BYTES) {
      throw new BotRefusal(BotFailure.of(413, "Request Entity Too Large"));
    }
    String name = upload.fileName() == null ? "file" : upload.fileName();
    String type = upload.contentType() == null ? "application/octet-stream" : upload.contentType();
    return files.add(bot.id(), name, type, upload.content());
  }

  /** An id that another bot got is as unknown as one that nobody got. */
  private KeptFile knownFile(Bot bot, Parameters parameters) {
    String fileId =
        parameters
            .text("document")
            .orElseThrow(() -> BotRefusal.badRequest("there is no document in the request"));
    return files
        .find(fileId)
        .filter(file -> file.botId() == bot.id())
        .orElseThrow(() -> BotRefusal.badRequest("wrong file identifier/HTTP URL specified"));
  }

  private JsonNode keep(
      Bot bot,
      String method,
      String chatId,
      String text,
      @Nullable KeptFile file,
      boolean uploaded,
      Parameters parameters) {
    Map<String, String> others = new HashMap<>(parameters.texts());
    others.keySet().removeIf(name -> name.matches("chat_id|text|caption|document"));
    BotMessage message =
        new BotMessage(
            lastMessageId.incrementAndGet(),
            clock.instant(),
            bot,
            method,
            chatId,
            text,
            file,
            uploaded,
            others);
    messages.add(message);
    return message.asMessage();
  }

  /** Counted after the mark-up is taken out, in UTF-16 units, as Telegram counts. */
  private static int length(String text, Parameters parameters) {
    boolean html = parameters.text("parse_mode").orElse("").equalsIgnoreCase("HTML");
    String plain = html ? text.replaceAll("<[^>]*>", "").replaceAll("&[a-z]+;|&#\\d+;", "x") : text;
    return plain.length();
  }
}
