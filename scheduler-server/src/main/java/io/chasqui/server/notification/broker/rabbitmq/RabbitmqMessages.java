package io.chasqui.server.notification.broker.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import io.chasqui.platform.trace.Traceparent;
import io.chasqui.server.notification.broker.BrokerMessage;
import io.chasqui.server.notification.broker.ConsumerName;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages as RabbitMQ has them, and as we do. */
final class RabbitmqMessages {

  /** Of a dead letter: why it is one. */
  static final String REASON = "x-chasqui-reason";

  /** Of a message that was put back into our queue, without going through the exchange again. */
  static final String ROUTING_KEY = "x-chasqui-routing-key";

  /** They would be routed to others, or tell of what is over. */
  private static final List<String> OF_BEFORE =
      List.of(
          "CC",
          "BCC",
          "x-death",
          "x-first-death-reason",
          "x-first-death-queue",
          "x-first-death-exchange",
          REASON);

  private static final int PERSISTENT = 2;

  private RabbitmqMessages() {}

  static BrokerMessage read(Envelope envelope, BasicProperties properties, byte[] body) {
    String correlationId = properties.getCorrelationId();
    Date sentAt = properties.getTimestamp();
    return new BrokerMessage(
        ConsumerName.RABBITMQ.word(),
        properties.getType(),
        routingKey(envelope, properties),
        null,
        properties.getMessageId(),
        correlationId == null ? header(properties, "correlation-id") : correlationId,
        sentAt == null ? null : sentAt.toInstant(),
        header(properties, Traceparent.HEADER),
        body);
  }

  /** Under which it was sent first. */
  static String routingKey(Envelope envelope, BasicProperties properties) {
    String before = header(properties, ROUTING_KEY);
    return before == null ? envelope.getRoutingKey() : before;
  }

  /** A header of text; null: there is none. */
  static @Nullable String header(BasicProperties properties, String name) {
    Map<String, Object> headers = properties.getHeaders();
    Object value = headers == null ? null : headers.get(name);
    return value == null ? null : value.toString();
  }

  /**
   * The same message to be published again, with one header more. It lives until somebody takes it,
   * and is ours: a broker refuses one under the name of another user.
   */
  static BasicProperties again(BasicProperties properties, String header, String value) {
    Map<String, Object> headers = new HashMap<>();
    if (properties.getHeaders() != null) {
      headers.putAll(properties.getHeaders());
    }
    OF_BEFORE.forEach(headers::remove);
    headers.put(header, value);
    return properties
        .builder()
        .headers(headers)
        .deliveryMode(PERSISTENT)
        .expiration(null)
        .userId(null)
        .build();
  }
}
