package io.chasqui.server.notification.broker.kafka;

import io.chasqui.platform.trace.Traceparent;
import io.chasqui.server.notification.broker.BrokerMessage;
import io.chasqui.server.notification.broker.ConsumerName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Records of Kafka, as messages. */
final class KafkaMessages {

  /** Of a dead letter: why it is one. */
  static final String REASON = "x-chasqui-reason";

  private static final String DEAD = ".dead";
  private static final byte[] NOTHING = {};

  private KafkaMessages() {}

  static BrokerMessage read(ConsumerRecord<byte[], byte[]> record) {
    String id = header(record.headers(), "event-id");
    return new BrokerMessage(
        ConsumerName.KAFKA.word(),
        header(record.headers(), "event-type"),
        null,
        record.topic(),
        id == null ? record.topic() + "-" + record.partition() + "-" + record.offset() : id,
        header(record.headers(), "correlation-id"),
        record.timestamp() < 0 ? null : Instant.ofEpochMilli(record.timestamp()),
        header(record.headers(), Traceparent.HEADER),
        Objects.requireNonNullElse(record.value(), NOTHING));
  }

  /** A header of text; null: there is none. */
  static @Nullable String header(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Where those of a topic are set aside. */
  static String deadTopic(String topic) {
    return topic + DEAD;
  }
}
