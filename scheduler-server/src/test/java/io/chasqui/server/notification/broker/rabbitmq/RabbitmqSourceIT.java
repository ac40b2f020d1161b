package io.chasqui.server.notification.broker.rabbitmq;

import io.chasqui.testing.TestForwarder;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** With the RabbitMQ that RABBITMQ_URL names. */
@EnabledIfEnvironmentVariable(named = "RABBITMQ_URL", matches = "amqp://.+")
class RabbitmqSourceIT extends AmqpSourceContract {

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
}
