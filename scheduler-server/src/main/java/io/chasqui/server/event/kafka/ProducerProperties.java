package io.chasqui.server.event.kafka;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.server.event.EventSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What Kafka's producer is told: the operator's words, and what our promises need. */
final class ProducerProperties {

  private static final String SERVERS_KEY = "chasqui.events.kafka.bootstrap-servers";
  private static final String PROPERTIES_KEY = "chasqui.events.kafka.properties";

  /** At least once and nothing out of order needs the first two. */
  private static final Map<String, Object> OURS =
      Map.of(
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          true,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          StringSerializer.class,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          ByteArraySerializer.class);

  /** So long may one handover take. */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          ProducerConfig.CLIENT_ID_CONFIG, "chasqui-events",
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
          ProducerConfig.LINGER_MS_CONFIG, 5);

  private static final Pattern NAME_IN_MESSAGE =
      Pattern.compile("(?:for|configuration) (?:configuration )?\"?([a-z][a-z0-9.]+)\"?");

  private ProducerProperties() {}

  /**
   * Everything together, checked as far as that goes without a broker.
   *
   * @throws InvalidSetting names the key, and no value
   */
  static Map<String, Object> of(EventSettings.Kafka settings) {
    if (settings.bootstrapServers().isEmpty()) {
      throw new InvalidSetting(
          SERVERS_KEY,
          "is not set, and chasqui.events.publishers names kafka.",
          "Name some brokers, e.g. kafka-1:9092,kafka-2:9092, or take kafka out.");
    }
    for (String name : OURS.keySet()) {
      if (settings.properties().containsKey(name)) {
        throw new InvalidSetting(PROPERTIES_KEY + "." + name, "cannot be changed.", "Take it out.");
      }
    }
    Map<String, Object> all = new HashMap<>(DEFAULTS);
    all.putAll(settings.properties());
    all.putAll(OURS);
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", settings.bootstrapServers()));
    check(all);
    return all;
  }

  private static void check(Map<String, Object> properties) {
    try {
      new ProducerConfig(properties);
    } catch (ConfigException e) {
      // Its message repeats the value.
      Matcher name = NAME_IN_MESSAGE.matcher(String.valueOf(e.getMessage()));
      throw new InvalidSetting(
          name.find() ? PROPERTIES_KEY + "." + name.group(1) : PROPERTIES_KEY,
          "is not what Kafka's producer can take.",
          "Look it up in the list of producer settings of Kafka's documentation.");
    }
  }
}
