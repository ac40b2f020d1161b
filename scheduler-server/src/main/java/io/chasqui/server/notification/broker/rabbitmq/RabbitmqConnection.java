package io.chasqui.server.notification.broker.rabbitmq;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.chasqui.server.notification.broker.BrokerAway;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is asked of RabbitMQ, and how it is told when that fails. */
final class RabbitmqConnection {

  private static final int CLOSE_MILLIS = (int) TimeUnit.SECONDS.toMillis(1);

  private RabbitmqConnection() {}

  /** A connection of its own. */
  static Connection open(ConnectionFactory factory, String name) throws BrokerAway {
    return asked(() -> factory.newConnection(name));
  }

  /** Asks on a connection of its own, which is closed then. */
  static <T> T once(ConnectionFactory factory, String name, Use<T> use) throws BrokerAway {
    Connection connection = open(factory, name);
    try {
      return asked(() -> use.of(connection));
    } finally {
      connection.abort(CLOSE_MILLIS);
    }
  }

  /** Does what RabbitMQ may refuse. */
  static <T> T asked(Ask<T> ask) throws BrokerAway {
    try {
      return ask.answer();
    } catch (IOException | ShutdownSignalException e) {
      throw new BrokerAway(words(e), e);
    } catch (TimeoutException e) {
      throw new BrokerAway("the broker does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerAway("interrupted", e);
    }
  }

  static void close(Connection connection) {
    connection.abort(CLOSE_MILLIS);
  }

  /** The library's words name hosts, exchanges and rights, and no password. */
  private static String words(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null || failure.getMessage() != null
        ? failure.getClass().getSimpleName() + ": " + failure.getMessage()
        : words(cause);
  }

  /** What is done with a connection. */
  interface Use<T> {
    T of(Connection connection) throws IOException, TimeoutException, InterruptedException;
  }

  /** What is asked. */
  interface Ask<T> {
    T answer() throws IOException, TimeoutException, InterruptedException;
  }
}
