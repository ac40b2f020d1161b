package io.chasqui.server.notification.broker.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Publishes messages that must arrive in a queue, on a channel. */
final class ConfirmedPublisher {

  private static final long CONFIRM_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private final Channel channel;
  private volatile boolean isOneReturned;

  ConfirmedPublisher(Channel channel) throws IOException {
    this.channel = channel;
    channel.confirmSelect();
    channel.addReturnListener(returned -> isOneReturned = true);
  }

  void publish(String exchange, String routingKey, BasicProperties properties, byte[] body)
      throws IOException {
    channel.basicPublish(exchange, routingKey, true, properties, body);
  }

  /**
   * Waits until all lie in a queue.
   *
   * @throws IOException when one does not
   */
  void await() throws IOException, TimeoutException, InterruptedException {
    if (!channel.waitForConfirms(CONFIRM_MILLIS)) {
      throw new IOException("the broker did not take all messages");
    }
    if (isOneReturned) {
      throw new IOException("no queue takes the messages");
    }
  }
}
