package io.chasqui.server.notification.broker.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import io.chasqui.server.notification.broker.BrokerAway;
import io.chasqui.server.notification.broker.BrokerMessage;
import io.chasqui.server.notification.broker.ConsumerName;
import io.chasqui.server.notification.broker.MessageSource;
import io.chasqui.server.notification.broker.SetAside;
import io.chasqui.server.notification.broker.Wanted;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Messages of our queue at RabbitMQ, or another broker that speaks AMQP 0-9-1. */
final class RabbitmqSource implements MessageSource {

  private static final String NAME = "chasqui-notifications";
  private static final int IDLE_MILLIS = 200;

  private final ConnectionFactory factory;
  private final Topology topology;
  private final RoutingKeys wanted;
  private final int prefetch;
  private final IdentityHashMap<BrokerMessage, Delivery> inHand = new IdentityHashMap<>();
  private long lastInHand;
  private @Nullable Connection connection;
  private @Nullable Subscription subscription;

  /** Connects to nobody yet. */
  RabbitmqSource(ConnectionFactory factory, Topology topology, int prefetch) {
    this.factory = factory;
    factory.setThreadFactory(
        task -> {
          Thread thread = new Thread(task, NAME);
          thread.setDaemon(true);
          return thread;
        });
    this.topology = topology;
    this.wanted = new RoutingKeys(topology.routingKeys());
    this.prefetch = prefetch;
  }

  @Override
  public ConsumerName name() {
    return ConsumerName.RABBITMQ;
  }

  @Override
  public Wanted wanted() {
    return wanted;
  }

  @Override
  public List<BrokerMessage> next() throws BrokerAway, InterruptedException {
    inHand.clear();
    List<Delivery> deliveries = subscription().next();
    if (deliveries.isEmpty()) {
      return List.of();
    }
    lastInHand = deliveries.get(deliveries.size() - 1).getEnvelope().getDeliveryTag();
    return deliveries.stream().map(this::read).toList();
  }

  private BrokerMessage read(Delivery delivery) {
    BrokerMessage message =
        RabbitmqMessages.read(delivery.getEnvelope(), delivery.getProperties(), delivery.getBody());
    inHand.put(message, delivery);
    return message;
  }

  /** All up to the last are in hand or acknowledged already. */
  @Override
  public void done(List<SetAside> dead) throws BrokerAway {
    if (!dead.isEmpty()) {
      setAside(dead);
    }
    Channel channel = open().channel();
    RabbitmqConnection.asked(
        () -> {
          channel.basicAck(lastInHand, true);
          return true;
        });
    inHand.clear();
  }

  /** On a connection of its own: a broker that is short of memory reads none that publishes. */
  private void setAside(List<SetAside> dead) throws BrokerAway {
    RabbitmqConnection.once(
        factory,
        NAME + "-dead",
        own -> {
          ConfirmedPublisher publisher = new ConfirmedPublisher(own.createChannel());
          for (SetAside one : dead) {
            publish(publisher, one);
          }
          publisher.await();
          return true;
        });
  }

  private void publish(ConfirmedPublisher publisher, SetAside one) throws IOException {
    Delivery delivery = Objects.requireNonNull(inHand.get(one.message()));
    publisher.publish(
        Topology.DEAD_EXCHANGE,
        RabbitmqMessages.routingKey(delivery.getEnvelope(), delivery.getProperties()),
        RabbitmqMessages.again(
            delivery.getProperties(), RabbitmqMessages.REASON, one.reason().name()),
        delivery.getBody());
  }

  @Override
  public void giveBack() {
    inHand.clear();
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
  }

  @Override
  public void idle() throws BrokerAway, InterruptedException {
    Thread.sleep(IDLE_MILLIS);
    if (connection != null && !connection.isOpen()) {
      throw new BrokerAway("the connection broke");
    }
  }

  @Override
  public Backlog backlog() throws BrokerAway {
    Connection open = connection();
    return RabbitmqConnection.asked(() -> backlog(open));
  }

  private static Backlog backlog(Connection open) throws IOException, TimeoutException {
    try (Channel asking = open.createChannel()) {
      return new Backlog(
          asking.queueDeclarePassive(Topology.QUEUE).getMessageCount(),
          asking.queueDeclarePassive(Topology.DEAD_QUEUE).getMessageCount());
    }
  }

  private Subscription open() throws BrokerAway {
    if (subscription == null) {
      throw new BrokerAway("the connection broke");
    }
    return subscription;
  }

  private Subscription subscription() throws BrokerAway {
    if (subscription == null) {
      Connection open = connection();
      subscription = RabbitmqConnection.asked(() -> Subscription.of(open, prefetch));
    }
    return subscription;
  }

  private Connection connection() throws BrokerAway {
    if (connection == null) {
      Connection fresh = RabbitmqConnection.open(factory, NAME);
      connection = fresh;
      RabbitmqConnection.asked(
          () -> {
            topology.declare(fresh);
            return true;
          });
    }
    return connection;
  }

  @Override
  public void close() {
    inHand.clear();
    if (connection != null) {
      RabbitmqConnection.close(connection);
    }
    connection = null;
    subscription = null;
  }
}
