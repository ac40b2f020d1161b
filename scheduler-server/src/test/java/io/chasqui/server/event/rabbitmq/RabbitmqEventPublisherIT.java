package io.chasqui.server.event.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.server.event.OutboxEvent;
import io.chasqui.server.event.PublishResult;
import io.chasqui.server.event.TestEvents;
import io.chasqui.testing.TestForwarder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
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
  protected void stopBroker() {
    forwarder.cut();
  }

  @Override
  protected void startBrokerAgain() {
    forwarder.mend();
  }

  @Override
  protected String secret() {
    return server.getUserInfo().split(":")[1];
  }

  @Test
  void whatAFullQueueDoesNotTakeIsHandedOverAgain() {
    String full = name + "-full";
    Map<String, Object> oneAtMost = Map.of("x-max-length", 1, "x-overflow", "reject-publish");
    with(channel -> channel.queueDeclare(full, true, false, false, oneAtMost));
    with(channel -> channel.queueBind(full, name, "alert.#"));
    OutboxEvent taken = TestEvents.alert();
    OutboxEvent notTaken = TestEvents.alert();
    OutboxEvent other = TestEvents.event(3, "{}");
    try {
      PublishResult handover = publisher.hand(List.of(taken, notTaken, other));

      assertThat(handover.arrived()).containsExactlyInAnyOrder(taken, other);
      assertThat(handover.refused()).isEmpty();
      assertThat(handover.problem()).isEqualTo("the broker did not take all of them");

      with(channel -> channel.queuePurge(full));
      assertThat(publisher.hand(List.of(notTaken)).arrived()).containsExactly(notTaken);
    } finally {
      with(channel -> channel.queueDelete(full));
    }
  }
}
