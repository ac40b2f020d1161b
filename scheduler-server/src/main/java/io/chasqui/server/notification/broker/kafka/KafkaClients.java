package io.chasqui.server.notification.broker.kafka;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.server.event.EventSettings;
import io.chasqui.server.notification.broker.ConsumerSettings;
import io.chasqui.server.notification.broker.MessageBroker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Kafka's clients: the operator's words, and what our promises need. */
final class KafkaClients {

  private static final String KEY = "chasqui.notifications.kafka";

  /** What of the producer's settings says how to reach Kafka. */
  private static final List<String> OF_CONNECTIONS = List.of("security.", "sasl.", "ssl.");

  /** Nothing is lost that was there before us; a topic that is made later is seen soon. */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          ConsumerConfig.CLIENT_ID_CONFIG,
          "chasqui-notifications",
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          "earliest",
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          "read_committed",
          ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
          false,
          ConsumerConfig.METADATA_MAX_AGE_CONFIG,
          30_000,
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
          500,
          ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
          6_000,
          ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
          5_000);

  private final EventSettings.Kafka kafka;
  private final ConsumerSettings.Kafka settings;

  /**
   * Connects to nobody yet.
   *
   * @throws InvalidSetting when the settings cannot be right; names the key, and no value
   */
  KafkaClients(EventSettings.Kafka kafka, ConsumerSettings.Kafka settings) {
    this.kafka = kafka;
    this.settings = settings;
    require(kafka.bootstrapServers(), "chasqui.events.kafka.bootstrap-servers", "some brokers");
    require(settings.topics(), KEY + ".topics", "the topics of the events");
    try {
      new ConsumerConfig(forMessages());
    } catch (ConfigException e) {
      // Its message repeats the value.
      throw new InvalidSetting(
          KEY + ".properties",
          "is not what Kafka's consumer can take.",
          "Look its names and values up in the list of consumer settings of Kafka's"
              + " documentation.");
    }
  }

  private static void require(List<String> value, String key, String what) {
    if (value.isEmpty()) {
      throw new InvalidSetting(
          key,
          "is not set, and " + MessageBroker.KEY + " names kafka.",
          "Name " + what + ", or take kafka out.");
    }
  }

  List<String> topics() {
    return settings.topics();
  }

  /** A member of the group. */
  Consumer<byte[], byte[]> member() {
    return new KafkaConsumer<>(forMessages());
  }

  /** Of no group. */
  Consumer<byte[], byte[]> reader() {
    Map<String, Object> all = forMessages();
    all.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new KafkaConsumer<>(all);
  }

  Producer<byte[], byte[]> producer() {
    Map<String, Object> all = new HashMap<>(kafka.properties());
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers());
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    all.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    all.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  Admin admin() {
    Map<String, Object> all = connections();
    all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers());
    all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 6_000);
    all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return Admin.create(all);
  }

  private Map<String, Object> forMessages() {
    Map<String, Object> all = new HashMap<>(DEFAULTS);
    all.putAll(connections());
    all.putAll(settings.properties());
    all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers());
    all.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return all;
  }

  private Map<String, Object> connections() {
    Map<String, Object> some = new HashMap<>();
    kafka
        .properties()
        .forEach(
            (name, value) -> {
              if (OF_CONNECTIONS.stream().anyMatch(name::startsWith)) {
                some.put(name, value);
              }
            });
    return some;
  }

  private String servers() {
    return String.join(",", kafka.bootstrapServers());
  }
}
