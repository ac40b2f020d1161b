package io.chasqui.server.notification.broker.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;
import io.chasqui.server.notification.broker.BrokerAway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What our queue brings, as long as a channel is open. */
final class Subscription {

  /** So many are decided together. */
  private static final int MOST = 500;

  private static final long MOMENT_MILLIS = 500;

  private final Channel channel;
  private final BlockingQueue<Delivery> brought = new LinkedBlockingQueue<>();
  private volatile boolean isTakenAway;

  private Subscription(Channel channel) {
    this.channel = channel;
  }

  /** Asks for messages; each is to be acknowledged. */
  static Subscription of(Connection connection, int prefetch) throws IOException {
    Channel channel = connection.createChannel();
    Subscription fresh = new Subscription(channel);
    channel.basicQos(prefetch);
    channel.basicConsume(
        Topology.QUEUE,
        false,
        (tag, delivery) -> fresh.brought.add(delivery),
        tag -> fresh.isTakenAway = true);
    return fresh;
  }

  Channel channel() {
    return channel;
  }

  /** What there is, and where there is nothing, what comes in a moment. */
  List<Delivery> next() throws BrokerAway, InterruptedException {
    List<Delivery> taken = new ArrayList<>();
    Delivery first = brought.poll(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
    if (!channel.isOpen()) {
      // What it brought cannot be acknowledged any more, and comes again.
      throw new BrokerAway("the channel was closed: " + words(channel.getCloseReason()));
    }
    if (first != null) {
      taken.add(first);
      brought.drainTo(taken, MOST - 1);
    } else if (isTakenAway) {
      throw new BrokerAway("the queue was taken away");
    }
    return taken;
  }

  private static String words(@Nullable ShutdownSignalException reason) {
    return reason == null ? "nobody says why" : String.valueOf(reason.getMessage());
  }

  /** What was not acknowledged comes again. */
  void close() {
    try {
      channel.abort();
    } catch (IOException e) {
      // It is closed.
    }
  }
}
