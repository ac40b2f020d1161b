package io.chasqui.event;

import io.chasqui.testing.TestForwarder;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * With the RabbitMQ that RABBITMQ_URL names, as {@code amqp://user:password@host:port}. Its
 * max_message_size is 100000, as .ci/rabbitmq sets it.
 */
@EnabledIfEnvironmentVariable(named = "RABBITMQ_URL", matches = "amqp://.+")
class RabbitmqEventPublisherIT extends AmqpPublisherContract {

  private static final URI server = URI.create(System.getenv("RABBITMQ_URL"));
  private static final TestForwarder forwarder =
      TestForwarder.to(server.getHost(), server.getPort());

  @AfterAll
  static void end() {
    forwarder.close();
  }

  @Override
  String uri() {
    return "amqp://%s@localhost:%d%s"
        .formatted(server.getRawUserInfo(), forwarder.port(), server.getRawPath());
  }

  @Override
  void stopBroker() {
    forwarder.cut();
  }

  @Override
  void startBrokerAgain() {
    forwarder.mend();
  }

  @Override
  String secret() {
    return server.getUserInfo().split(":")[1];
  }
}
