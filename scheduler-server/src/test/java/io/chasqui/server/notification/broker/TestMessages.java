package io.chasqui.server.notification.broker;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages as a broker may bring them. */
final class TestMessages {

  static final UUID RECIPIENT = UUID.fromString("6f9f0bde-3c1a-4d5e-8f70-9a1b2c3d4e5f");
  static final Instant SENT = Instant.parse("2026-11-22T09:01:00Z");
  static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private TestMessages() {}

  /** Of an event that needs no more, with its own id. */
  static BrokerMessage about(String event) {
    return message(
        event, UUID.randomUUID().toString(), "{\"usuarioId\": \"%s\"}".formatted(RECIPIENT));
  }

  static BrokerMessage message(String routingKey, @Nullable String id, String body) {
    return new BrokerMessage(
        "rabbitmq", null, routingKey, null, id, null, SENT, TRACE, bytes(body));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
