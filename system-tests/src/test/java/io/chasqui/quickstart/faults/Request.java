package io.chasqui.quickstart.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a test asks the API for: the one report, or a text on the channels that have none, to a
 * recipient that no other request of the test has.
 *
 * @param at null: now
 * @param deadline null: none
 */
record Request(
    Channel channel, String recipient, @Nullable Instant at, @Nullable Instant deadline) {

  /** Where it goes, and what becomes of an attempt of unknown outcome. */
  enum Channel {
    EMAIL("/api/schedule-email/batch", "toEmail", 2),
    TELEGRAM("/api/schedule-messaging/batch", "chatId", 1),
    SMS("/api/schedule-messaging/batch", "phoneNumber", 1),
    PUSH("/api/schedule-messaging/batch", "recipientId", 2),
    WEBHOOK("/api/schedule-messaging/batch", "recipientId", 5);

    final String path;
    final String recipientField;

    /**
     * Of a delivery with attempts of unknown outcome: Telegram and SMS are held, e-mail and push
     * messages are sent once more, webhooks by their schedule of four waits.
     */
    final int mostCopies;

    Channel(String path, String recipientField, int mostCopies) {
      this.path = path;
      this.recipientField = recipientField;
      this.mostCopies = mostCopies;
    }
  }

  static Request email(String name) {
    return new Request(Channel.EMAIL, name + "@example.com", null, null);
  }

  static List<Request> emails(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> email(prefix + i)).toList();
  }

  static Request telegram(long chat) {
    return new Request(Channel.TELEGRAM, Long.toString(chat), null, null);
  }

  static Request sms(long number) {
    return new Request(Channel.SMS, "+7999" + number, null, null);
  }

  static Request push(String name) {
    return new Request(Channel.PUSH, idOf("push " + name), null, null);
  }

  static Request webhook(String name) {
    return new Request(Channel.WEBHOOK, idOf("webhook " + name), null, null);
  }

  /** Of the one in the directory whom the bed makes for it. */
  private static String idOf(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  Request at(Instant time) {
    return new Request(channel, recipient, time, deadline);
  }

  Request notAfter(Instant time) {
    return new Request(channel, recipient, at, time);
  }

  ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("correlationId", FaultBed.REPORT)
            .put(channel.recipientField, recipient);
    switch (channel) {
      case EMAIL -> {}
      case TELEGRAM -> json.put("platform", "telegram");
      default ->
          json.put("platform", channel.name().toLowerCase(Locale.ROOT)).put("message", "Hola");
    }
    if (at == null) {
      json.put("delay", "PT0S");
    } else {
      json.put("scheduledTime", at.toString());
    }
    if (deadline != null) {
      json.put("expiresAt", deadline.toString());
    }
    return json;
  }
}
