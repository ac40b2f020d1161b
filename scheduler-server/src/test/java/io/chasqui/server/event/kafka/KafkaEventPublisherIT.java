package io.chasqui.server.event.kafka;

import io.chasqui.server.event.EventPublisher;
import io.chasqui.server.event.EventPublisherContract;
import io.chasqui.server.event.EventSettings;
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
  protected EventPublisher newPublisher() {
    topic = "topic-" + UUID.randomUUID();
    return new KafkaEventPublisher(
        new EventSettings.Kafka(
            List.of(kafka.bootstrapServers()),
            topic,
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
  protected List<Received> received() {
    return kafka.read(topic).stream().map(KafkaEventPublisherIT::received).toList();
  }

  @Override
  protected void stopBroker() {
    kafka.stop();
  }

  @Override
  protected void startBrokerAgain() {
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
