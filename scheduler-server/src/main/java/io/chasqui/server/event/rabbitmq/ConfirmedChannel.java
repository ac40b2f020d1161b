package io.chasqui.server.event.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.chasqui.server.event.OutboxEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

/** A channel on which the broker confirms each event that it has taken. */
final class ConfirmedChannel {

  private static final int PERSISTENT = 2;

  private final Channel channel;
  private final String exchange;
  private final NavigableMap<Long, OutboxEvent> open = new ConcurrentSkipListMap<>();
  private final List<OutboxEvent> arrived = new CopyOnWriteArrayList<>();

  private ConfirmedChannel(Channel channel, String exchange) throws IOException {
    this.channel = channel;
    this.exchange = exchange;
    channel.confirmSelect();
    channel.addConfirmListener(
        (number, andAllBefore) -> arrived.addAll(take(number, andAllBefore)),
        (number, andAllBefore) -> take(number, andAllBefore));
  }

  /** Opens one, and makes the exchange if there is none. */
  static ConfirmedChannel on(Connection connection, String exchange) throws IOException {
    Channel asking = connection.createChannel();
    try {
      // Asking needs no right to make one.
      asking.exchangeDeclarePassive(exchange);
      return new ConfirmedChannel(asking, exchange);
    } catch (IOException e) {
      if (!connection.isOpen()) {
        throw e;
      }
      Channel making = connection.createChannel();
      making.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true);
      return new ConfirmedChannel(making, exchange);
    }
  }

  void publish(OutboxEvent event) throws IOException {
    open.put(channel.getNextPublishSeqNo(), event);
    channel.basicPublish(exchange, event.type(), properties(event), event.json());
  }

  /**
   * Waits for the broker's answers.
   *
   * @return false when it would not take one of them
   * @throws TimeoutException when they do not come
   */
  boolean await(long millis) throws InterruptedException, TimeoutException {
    return channel.waitForConfirms(millis);
  }

  /** What the broker has confirmed since the last call. */
  List<OutboxEvent> takeArrived() {
    List<OutboxEvent> taken = List.copyOf(arrived);
    arrived.clear();
    open.clear();
    return taken;
  }

  private Collection<OutboxEvent> take(long number, boolean andAllBefore) {
    Map<Long, OutboxEvent> answered =
        andAllBefore ? open.headMap(number, true) : open.subMap(number, true, number, true);
    List<OutboxEvent> taken = new ArrayList<>(answered.values());
    answered.clear();
    return taken;
  }

  private static BasicProperties properties(OutboxEvent event) {
    Map<String, Object> headers = new HashMap<>();
    headers.put("schema-version", event.schemaVersion());
    headers.put("correlation-id", Objects.requireNonNullElse(event.correlationId(), event.key()));
    if (event.traceparent() != null) {
      headers.put("traceparent", event.traceparent());
    }
    return new BasicProperties.Builder()
        .messageId(event.eventId().toString())
        .type(event.type())
        .timestamp(Date.from(event.occurredAt()))
        .correlationId(event.correlationId())
        .contentType("application/json")
        .deliveryMode(PERSISTENT)
        .headers(headers)
        .build();
  }
}
