package io.chasqui.server.notification.broker.kafka;

import io.chasqui.server.notification.broker.BrokerAway;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Writes records to where they are to be, which is seldom: with a producer for each time. */
final class DeadTopicWriter {

  private final KafkaClients clients;

  DeadTopicWriter(KafkaClients clients) {
    this.clients = clients;
  }

  /**
   * Writes them, in this order; when it returns, Kafka has confirmed all.
   *
   * @throws BrokerAway when it has not; it may have some of them
   */
  void write(List<ProducerRecord<byte[], byte[]>> records) throws BrokerAway {
    try (Producer<byte[], byte[]> producer = clients.producer()) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> record : records) {
        sent.add(producer.send(record));
      }
      producer.flush();
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new BrokerAway(words(Objects.requireNonNullElse(e.getCause(), e)), e);
    } catch (KafkaException e) {
      throw new BrokerAway(words(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerAway("interrupted", e);
    }
  }

  /** Words of a client that could not be made may repeat its settings. */
  static String words(Throwable failure) {
    String kind = failure.getClass().getSimpleName();
    return failure.getCause() == null ? kind : kind + " of " + words(failure.getCause());
  }
}
