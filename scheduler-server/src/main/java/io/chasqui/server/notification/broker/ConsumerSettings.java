package io.chasqui.server.notification.broker;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * From where events of other systems come.
 *
 * @param consumers whose messages are taken: {@code rabbitmq}, {@code kafka} or both, at the
 *     addresses of {@code chasqui.events}. None: events come by requests alone. See
 *     docs/notifications-brokers.md
 */
@Validated
@ConfigurationProperties("chasqui.notifications")
public record ConsumerSettings(
    @DefaultValue Set<ConsumerName> consumers,
    @DefaultValue @Valid Rabbitmq rabbitmq,
    @DefaultValue @Valid Kafka kafka) {

  /**
   * Messages of RabbitMQ.
   *
   * @param routingKeys what our queue is bound for, and of which events messages are taken; {@code
   *     *} and {@code #} as in a binding
   * @param prefetch how many messages a server may have in hand; 1 to 10000
   */
  public record Rabbitmq(
      @DefaultValue({"PagoConfirmado", "HiloPublicado", "TransmisionIniciada", "TicketConfirmado"})
          @NotEmpty
          List<String> routingKeys,
      @DefaultValue("500") @Min(1) @Max(10_000) int prefetch) {}

  /**
   * Messages of Kafka.
   *
   * @param topics from which they are taken, with commas between; required for {@code kafka}
   * @param group of consumers, which shares the topics' partitions
   * @param properties more settings of Kafka's consumer. Those of {@code
   *     chasqui.events.kafka.properties} that begin with {@code security.}, {@code sasl.} or {@code
   *     ssl.} hold for it too
   */
  public record Kafka(
      @DefaultValue List<String> topics,
      @DefaultValue("chasqui-notifications") String group,
      @DefaultValue Map<String, String> properties) {

    /** Without the properties. */
    @Override
    public String toString() {
      return "Kafka" + topics;
    }
  }
}
