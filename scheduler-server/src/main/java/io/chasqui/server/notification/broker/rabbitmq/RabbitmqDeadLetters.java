package io.chasqui.server.notification.broker.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.chasqui.server.notification.broker.BrokerAway;
import io.chasqui.server.notification.broker.ConsumerName;
import io.chasqui.server.notification.broker.DeadLetterBox;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/** The dead letters of our queue. Each question has a connection of its own. */
final class RabbitmqDeadLetters implements DeadLetterBox {

  private static final String NAME = "chasqui-dead-letters";

  /** So many are moved before one waits for the broker. */
  private static final int CHUNK = 100;

  private final ConnectionFactory factory;
  private final Topology topology;

  RabbitmqDeadLetters(ConnectionFactory factory, Topology topology) {
    this.factory = factory;
    this.topology = topology;
  }

  @Override
  public ConsumerName name() {
    return ConsumerName.RABBITMQ;
  }

  @Override
  public List<Heap> look(int most) throws BrokerAway {
    return RabbitmqConnection.once(factory, NAME, connection -> List.of(look(connection, most)));
  }

  /** What was taken and not acknowledged goes back to its place with the channel. */
  private Heap look(Connection connection, int most) throws IOException, TimeoutException {
    topology.declare(connection);
    try (Channel channel = connection.createChannel()) {
      long count = count(channel);
      SortedMap<String, Long> reasons = new TreeMap<>();
      for (int looked = 0; looked < most; looked++) {
        GetResponse letter = channel.basicGet(Topology.DEAD_QUEUE, false);
        if (letter == null) {
          break;
        }
        reasons.merge(reason(letter.getProps()), 1L, Long::sum);
      }
      return new Heap(Topology.DEAD_QUEUE, count, reasons);
    }
  }

  /** The broker itself may have set one aside: {@code rejected}, {@code expired}. */
  private static String reason(BasicProperties properties) {
    String ours = RabbitmqMessages.header(properties, RabbitmqMessages.REASON);
    String brokers = RabbitmqMessages.header(properties, "x-first-death-reason");
    return ours != null ? ours : brokers != null ? brokers : "unknown";
  }

  @Override
  public int requeue(int most) throws BrokerAway {
    return RabbitmqConnection.once(factory, NAME, connection -> requeue(connection, most));
  }

  /** No more than there are at the beginning: what becomes a dead letter again stays one. */
  private int requeue(Connection connection, int most)
      throws IOException, TimeoutException, InterruptedException {
    topology.declare(connection);
    try (Channel channel = connection.createChannel()) {
      ConfirmedPublisher publisher = new ConfirmedPublisher(channel);
      long limit = Math.min(most, count(channel));
      int moved = 0;
      int inChunk;
      do {
        inChunk = moveChunk(channel, publisher, (int) Math.min(CHUNK, limit - moved));
        moved += inChunk;
      } while (inChunk > 0 && moved < limit);
      return moved;
    }
  }

  private static int moveChunk(Channel channel, ConfirmedPublisher publisher, int most)
      throws IOException, TimeoutException, InterruptedException {
    long last = 0;
    int moved = 0;
    while (moved < most) {
      GetResponse letter = channel.basicGet(Topology.DEAD_QUEUE, false);
      if (letter == null) {
        break;
      }
      moveBack(publisher, letter);
      last = letter.getEnvelope().getDeliveryTag();
      moved++;
    }
    if (moved > 0) {
      publisher.await();
      channel.basicAck(last, true);
    }
    return moved;
  }

  /** To our queue alone: others that are bound to the exchange have had it. */
  private static void moveBack(ConfirmedPublisher publisher, GetResponse letter)
      throws IOException {
    String routingKey = RabbitmqMessages.routingKey(letter.getEnvelope(), letter.getProps());
    publisher.publish(
        "",
        Topology.QUEUE,
        RabbitmqMessages.again(letter.getProps(), RabbitmqMessages.ROUTING_KEY, routingKey),
        letter.getBody());
  }

  private static long count(Channel channel) throws IOException {
    return channel.queueDeclarePassive(Topology.DEAD_QUEUE).getMessageCount();
  }
}
