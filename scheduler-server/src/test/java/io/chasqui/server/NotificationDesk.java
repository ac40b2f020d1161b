package io.chasqui.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Writes what events need to be told, and speaks of them to a server, in single quotes. */
final class NotificationDesk {

  private static final ObjectMapper json = new ObjectMapper();

  private final ChasquiServer server;

  NotificationDesk(ChasquiServer server) {
    this.server = server;
  }

  /** An event of a name that no other test has. */
  static String event() {
    return "E" + UUID.randomUUID().toString().replace("-", "");
  }

  /** Somebody of the directory. */
  String recipient(String fields) {
    String id = UUID.randomUUID().toString();
    put("/api/recipients/" + id, fields);
    return id;
  }

  /** With all addresses that the directory itself has. */
  String somebody() {
    String tail = String.valueOf(Math.abs(UUID.randomUUID().hashCode()) % 10_000_000 + 10_000_000);
    return recipient(
        "{'name': 'Ana', 'email': 'ana"
            + tail
            + "@example.com', 'phone': '+519"
            + tail
            + "', 'telegramChatId': '"
            + tail
            + "', 'locale': 'es-MX'}");
  }

  /** An active template in Spanish. */
  void template(String event, String channel, String text) {
    template(event, channel, "es", text);
  }

  void template(String event, String channel, String locale, String text) {
    boolean isPush = channel.equals("PUSH");
    server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO template (
              id, event, channel, locale, version, status, subject, text, push, sha256, created_at,
              changed_at, authors)
            VALUES (
              gen_random_uuid(), :event, :channel, :locale, 1, 'ACTIVE',
              CASE WHEN :channel = 'EMAIL' THEN 'Hola' END,
              CASE WHEN :channel IN ('EMAIL', 'SMS', 'TELEGRAM') THEN :text END,
              CAST(:push AS json), repeat('0', 64), now(), now(), '{ana}')
            """)
        .param("event", event)
        .param("channel", channel)
        .param("locale", locale)
        .param("text", text)
        .param("push", isPush ? "{\"title\": \"Hola\", \"body\": \"" + text + "\"}" : null)
        .update();
  }

  JsonNode put(String path, String fields) {
    HttpResponse<String> answer =
        server.put(path, "application/json", quoted(fields).getBytes(StandardCharsets.UTF_8));
    if (answer.statusCode() >= 300) {
      throw new AssertionError(path + " " + answer.statusCode() + " " + answer.body());
    }
    return read(answer.body());
  }

  HttpResponse<String> post(String path, String fields, String... headers) {
    return server.post(path, quoted(fields), headers);
  }

  JsonNode get(String path) {
    return read(server.get(path).body());
  }

  static JsonNode read(String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String quoted(String text) {
    return text.replace('\'', '"');
  }
}
