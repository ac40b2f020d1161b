package io.chasqui.server.event;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.platform.task.RetentionRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who is told of what happens to deliveries.
 *
 * @param publishers who is told of each change of a delivery: {@code kafka}, {@code rabbitmq} or
 *     both; the same on all servers. None: no event is written. See docs/events.md
 * @param keep how long events wait for a broker that does not take them, and are still written for
 *     a publisher that no server names any more; 1h to 36500d
 */
@Validated
@ConfigurationProperties("chasqui.events")
public record EventSettings(
    @DefaultValue Set<PublisherName> publishers,
    @DefaultValue("7d") @DurationMin(hours = 1) @DurationMax(days = RetentionRule.LONGEST_KEPT_DAYS)
        Duration keep,
    @DefaultValue Kafka kafka,
    @DefaultValue Rabbitmq rabbitmq) {

  /** The kinds of brokers. */
  public enum PublisherName {
    KAFKA,
    RABBITMQ
  }

  /**
   * Apache Kafka.
   *
   * @param bootstrapServers some of Kafka's brokers, {@code host:port}, with commas between;
   *     required for {@code kafka}
   * @param topic the topic of deliveries' events
   * @param alertTopic the topic of alerts' events
   * @param notificationTopic the topic of notifications' events
   * @param properties more settings of Kafka's producer, which may hold secrets: {@code
   *     chasqui.events.kafka.properties.sasl.mechanism=PLAIN}, in the environment {@code
   *     CHASQUI_EVENTS_KAFKA_PROPERTIES_SASL_MECHANISM}. {@code acks}, idempotence and serializers
   *     cannot be changed
   */
  public record Kafka(
      @DefaultValue List<String> bootstrapServers,
      @DefaultValue("chasqui.delivery-events") String topic,
      @DefaultValue("chasqui.alert-events") String alertTopic,
      @DefaultValue("chasqui.notification-events") String notificationTopic,
      @DefaultValue Map<String, String> properties) {

    /** Without the properties. */
    @Override
    public String toString() {
      return "Kafka" + bootstrapServers;
    }
  }

  /**
   * RabbitMQ, or another broker that speaks AMQP 0-9-1.
   *
   * @param uri a secret, {@code amqps://user:password@host:5671/virtual-host}; required for {@code
   *     rabbitmq}. In a password, {@code /} is {@code %2F}, {@code :} is {@code %3A} and {@code @}
   *     is {@code %40}
   * @param exchange a topic exchange; made when it is missing
   * @param caCertificate a PEM file with certificates that are trusted besides the JVM's
   */
  public record Rabbitmq(
      @Nullable String uri,
      @DefaultValue("notifications.domain.events") String exchange,
      @Nullable Path caCertificate) {

    public static final String URI_KEY = "chasqui.events.rabbitmq.uri";

    /**
     * The address.
     *
     * @param wantedBy the key of the setting that names RabbitMQ
     * @throws InvalidSetting when there is none
     */
    public String requiredUri(String wantedBy) {
      if (uri == null || uri.isBlank()) {
        throw new InvalidSetting(
            URI_KEY,
            "is not set, and " + wantedBy + " names rabbitmq.",
            "Set it as docs/events.md shows, or take rabbitmq out.");
      }
      return uri;
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Rabbitmq[" + exchange + "]";
    }
  }
}
