package io.chasqui.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kafka.server.BrokerServer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real Kafka in this JVM, which is started once for a test run and can be away for a while. */
public final class TestKafka {

  private static final int LARGEST_RECORD = 100_000;

  private final EmbeddedKafkaKraftBroker kafka;
  private final int port;

  private TestKafka() {
    port = TestPorts.free();
    kafka = new EmbeddedKafkaKraftBroker(1, 1);
    kafka.brokerProperty("listeners", "EXTERNAL://localhost:" + port + ",CONTROLLER://localhost:0");
    kafka.brokerProperty("message.max.bytes", String.valueOf(LARGEST_RECORD));
    kafka.brokerProperty("group.initial.rebalance.delay.ms", "0");
    TestLocale.withoutOne(kafka::afterPropertiesSet);
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::destroy));
  }

  /** The one of this test run. */
  public static TestKafka running() {
    return Started.KAFKA;
  }

  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /** Ends it; what it has stored stays. */
  public void stop() {
    broker().shutdown();
    broker().awaitShutdown();
  }

  /** Starts it as it was. */
  public void startAgain() {
    TestLocale.withoutOne(broker()::startup);
  }

  private BrokerServer broker() {
    return Objects.requireNonNull(kafka.getCluster().brokers().get(0));
  }

  /** Everything in a topic of one partition, oldest first. */
  public List<ConsumerRecord<String, byte[]>> read(String topic) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers(),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      consumer.seekToBeginning(List.of(partition));
      List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(all::add);
      }
      return all;
    }
  }

  private static final class Started {
    static final TestKafka KAFKA = new TestKafka();
  }
}
