package io.chasqui.server.notification.broker.rabbitmq;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * What has to be there: the exchange of all events, our queue, and the place of dead letters. What
 * is there is taken as it is, which needs no right to make it, and may be of another kind.
 *
 * @param exchange of all events
 * @param routingKeys what our queue is bound for
 */
record Topology(String exchange, List<String> routingKeys) {

  static final String QUEUE = "chasqui.notifications.events";
  static final String DEAD_EXCHANGE = "chasqui.notifications.dlx";
  static final String DEAD_QUEUE = "chasqui.notifications.events.dead";

  /** Makes what is missing, and binds. */
  void declare(Connection connection) throws IOException, TimeoutException {
    exchange(connection, exchange);
    exchange(connection, DEAD_EXCHANGE);
    queue(connection, DEAD_QUEUE, Map.of());
    queue(connection, QUEUE, Map.of("x-dead-letter-exchange", DEAD_EXCHANGE));
    try (Channel channel = connection.createChannel()) {
      channel.queueBind(DEAD_QUEUE, DEAD_EXCHANGE, "#");
      for (String key : routingKeys) {
        channel.queueBind(QUEUE, exchange, key);
      }
    }
  }

  private static void exchange(Connection connection, String name)
      throws IOException, TimeoutException {
    makeWhereMissing(
        connection,
        channel -> channel.exchangeDeclarePassive(name),
        channel -> channel.exchangeDeclare(name, BuiltinExchangeType.TOPIC, true));
  }

  private static void queue(Connection connection, String name, Map<String, Object> arguments)
      throws IOException, TimeoutException {
    makeWhereMissing(
        connection,
        channel -> channel.queueDeclarePassive(name),
        channel -> channel.queueDeclare(name, true, false, false, arguments));
  }

  /** A question that is answered by no ends its channel. */
  private static void makeWhereMissing(Connection connection, Use ask, Use make)
      throws IOException, TimeoutException {
    Channel asking = connection.createChannel();
    try {
      ask.of(asking);
      asking.close();
    } catch (IOException e) {
      if (!connection.isOpen()) {
        throw e;
      }
      try (Channel making = connection.createChannel()) {
        make.of(making);
      }
    }
  }

  private interface Use {
    void of(Channel channel) throws IOException;
  }
}
