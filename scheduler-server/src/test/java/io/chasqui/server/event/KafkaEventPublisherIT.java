package io.chasqui.server.event;

import io.chasqui.server.event.kafka.KafkaEventPublisher;
import io.chasqui.testing.TestKafka;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

class KafkaEventPublisherIT extends EventPublisherContract {

  private final TestKafka kafka = TestKafka.running();
  private String topic;

  @Override
  EventPublisher newPublisher() {
    topic = "topic-" + UUID.randomUUID();
    return new KafkaEventPublisher(
        new EventSettings.Kafka(
            List.of(kafka.bootstrapServers()),
            topic,
            topic,
            Map.of(
                "max.block.ms",
                "1500",
                "request.timeout.ms",
                "1000",
                "delivery.timeout.ms",
                "2000")));
  }

  @Override
  List<Received> received() {
    return kafka.read(topic).stream().map(KafkaEventPublisherIT::received).toList();
  }

  @Override
  void stopBroker() {
    kafka.stop();
  }

  @Override
  void startBrokerAgain() {
    kafka.startAgain();
  }

  private static Received received(ConsumerRecord<String, byte[]> record) {
    return new Received(
        UUID.fromString(header(record, "event-id")),
        header(record, "event-type"),
        record.key(),
        header(record, "schema-version"),
        header(record, "traceparent"),
        new String(record.value(), StandardCharsets.UTF_8));
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
