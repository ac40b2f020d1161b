package io.chasqui.server.notification.broker.rabbitmq;

import io.chasqui.testing.TestAmqpBroker;
import org.junit.jupiter.api.AfterAll;

/** Which knows dead letters in another way, and takes no queue that is to have some in ours. */
class QpidSourceIT extends AmqpSourceContract {

  private static final TestAmqpBroker broker = TestAmqpBroker.inClear();

  @AfterAll
  static void end() {
    broker.close();
  }

  @Override
  String uri() {
    return broker.uri();
  }

  @Override
  void stopBroker() {
    broker.stop();
  }

  @Override
  void startBrokerAgain() {
    broker.start();
    prepare();
  }

  @Override
  void prepare() {
    with(channel -> channel.queueDeclare(Topology.QUEUE, true, false, false, null));
  }
}
