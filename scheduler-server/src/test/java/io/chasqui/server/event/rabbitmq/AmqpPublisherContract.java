package io.chasqui.server.event.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.chasqui.server.event.EventPublisher;
import io.chasqui.server.event.EventPublisherContract;
import io.chasqui.server.event.EventSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** A publisher to an AMQP broker, with a queue that gets everything from its exchange. */
abstract class AmqpPublisherContract extends EventPublisherContract {

  String name;

  /** The broker's address for the publisher. */
  abstract String uri();

  @Override
  protected EventPublisher newPublisher() {
    name = "test-" + UUID.randomUUID();
    bindAQueue();
    return new RabbitmqEventPublisher(new EventSettings.Rabbitmq(uri(), name, null));
  }

  /** A queue gets what is published after it was bound. */
  final void bindAQueue() {
    with(
        channel -> {
          channel.exchangeDeclare(name, "topic", true);
          channel.queueDeclare(name, true, false, false, null);
          channel.queueBind(name, name, "#");
          return null;
        });
  }

  @AfterEach
  void removeTheQueue() {
    with(
        channel -> {
          channel.queueDelete(name);
          channel.exchangeDelete(name);
          return null;
        });
  }

  @Override
  protected List<Received> received() {
    return with(
        channel -> {
          List<Received> all = new ArrayList<>();
          for (GetResponse next = channel.basicGet(name, true);
              next != null;
              next = channel.basicGet(name, true)) {
            all.add(received(next));
          }
          return all;
        });
  }

  private static Received received(GetResponse message) {
    BasicProperties properties = message.getProps();
    return new Received(
        UUID.fromString(properties.getMessageId()),
        message.getEnvelope().getRoutingKey(),
        String.valueOf(properties.getHeaders().get("correlation-id")),
        String.valueOf(properties.getHeaders().get("schema-version")),
        String.valueOf(properties.getHeaders().get("traceparent")),
        new String(message.getBody(), StandardCharsets.UTF_8));
  }

  final <T> T with(Use<T> use) {
    try {
      ConnectionFactory factory = new ConnectionFactory();
      factory.setUri(uri());
      try (Connection connection = factory.newConnection();
          Channel channel = connection.createChannel()) {
        return use.of(channel);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  interface Use<T> {
    T of(Channel channel) throws Exception;
  }
}
