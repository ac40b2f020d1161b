package io.chasqui.quickstart.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a test asks the API for: the one report, or by SMS or webhook a text, to a recipient that no
 * other request of the test has.
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
    WEBHOOK("/api/schedule-messaging/batch", "recipientId", 2);

    final String path;
    final String recipientField;

    /**
     * Of a delivery with an attempt of unknown outcome: e-mail is sent once more, a webhook is
     * repeated, the others are held.
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

  static Request webhook(long number) {
    return new Request(Channel.WEBHOOK, new UUID(0x7000, number).toString(), null, null);
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
    if (channel == Channel.TELEGRAM) {
      json.put("platform", "telegram");
    }
    if (channel == Channel.WEBHOOK) {
      json.put("platform", "webhook").put("message", "Hola");
    }
    if (channel == Channel.SMS) {
      json.put("platform", "sms").put("message", "Hola");
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
