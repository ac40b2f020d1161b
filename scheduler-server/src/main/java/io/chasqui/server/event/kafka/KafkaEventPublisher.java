package io.chasqui.server.event.kafka;

import io.chasqui.server.event.EventPublisher;
import io.chasqui.server.event.EventSettings;
import io.chasqui.server.event.OutboxEvent;
import io.chasqui.server.event.PublishResult;
import io.chasqui.server.event.PublishResult.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to a topic of their kind, those of deliveries under their correlation ids, so that
 * one delivery's are in one partition. After a failure it begins anew with another producer: one
 * that could not reach its broker goes on trying, and complaining, by itself.
 */
final class KafkaEventPublisher implements EventPublisher {

  private final EventSettings.Kafka settings;
  private final Map<String, Object> properties;
  private @Nullable Producer<String, byte[]> producer;

  /**
   * Connects to nobody yet.
   *
   * @throws io.chasqui.platform.config.InvalidSetting when the settings cannot be right
   */
  KafkaEventPublisher(EventSettings.Kafka settings) {
    this.settings = settings;
    this.properties = ProducerProperties.of(settings);
  }

  @Override
  public PublishResult hand(List<OutboxEvent> events) {
    PublishResult handover;
    try {
      handover = handBy(producer(), events);
    } catch (KafkaException e) {
      // Words of a producer that could not be made may repeat its settings.
      handover = PublishResult.failed(kinds(e));
    }
    if (handover.problem() != null) {
      close();
    }
    return handover;
  }

  private PublishResult handBy(Producer<String, byte[]> open, List<OutboxEvent> events) {
    Map<OutboxEvent, Future<RecordMetadata>> sent = new LinkedHashMap<>();
    for (OutboxEvent event : events) {
      Future<RecordMetadata> result = open.send(record(event));
      sent.put(event, result);
      if (result.isDone() && isOfTheBroker(failure(result))) {
        // Each further one would wait as long for nothing.
        break;
      }
    }
    open.flush();
    return read(sent);
  }

  private static PublishResult read(Map<OutboxEvent, Future<RecordMetadata>> sent) {
    List<OutboxEvent> arrived = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    String problem = null;
    for (Map.Entry<OutboxEvent, Future<RecordMetadata>> one : sent.entrySet()) {
      Throwable failure = failure(one.getValue());
      if (failure == null) {
        arrived.add(one.getKey());
      } else if (isOfTheBroker(failure)) {
        problem = failure.getClass().getSimpleName() + ": " + failure.getMessage();
      } else {
        refused.add(new Refusal(one.getKey().sequence(), failure.getClass().getSimpleName()));
      }
    }
    return new PublishResult(arrived, refused, problem);
  }

  private static @Nullable Throwable failure(Future<RecordMetadata> result) {
    try {
      result.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static boolean isOfTheBroker(@Nullable Throwable failure) {
    return failure != null
        && !(failure instanceof RecordTooLargeException)
        && !(failure instanceof InvalidRecordException);
  }

  private ProducerRecord<String, byte[]> record(OutboxEvent event) {
    String topic =
        switch (event.kind()) {
          case DELIVERY -> settings.topic();
          case ALERT -> settings.alertTopic();
          case NOTIFICATION -> settings.notificationTopic();
        };
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, event.key(), event.json());
    header(record, "event-id", event.eventId().toString());
    header(record, "event-type", event.type());
    header(record, "schema-version", String.valueOf(event.schemaVersion()));
    header(record, "content-type", "application/json");
    if (event.correlationId() != null) {
      header(record, "correlation-id", event.correlationId());
    }
    if (event.traceparent() != null) {
      header(record, "traceparent", event.traceparent());
    }
    return record;
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private Producer<String, byte[]> producer() {
    if (producer == null) {
      producer = new KafkaProducer<>(properties);
    }
    return producer;
  }

  private static String kinds(Throwable failure) {
    String kind = failure.getClass().getSimpleName();
    return failure.getCause() == null ? kind : kind + " of " + kinds(failure.getCause());
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }
}
