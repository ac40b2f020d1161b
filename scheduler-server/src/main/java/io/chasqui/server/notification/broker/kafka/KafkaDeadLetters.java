package io.chasqui.server.notification.broker.kafka;

import io.chasqui.server.notification.broker.BrokerAway;
import io.chasqui.server.notification.broker.ConsumerName;
import io.chasqui.server.notification.broker.DeadLetterBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The dead letters of topics. What was moved back is removed, so that what is there is what is
 * left.
 */
final class KafkaDeadLetters implements DeadLetterBox {

  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final KafkaClients clients;
  private final DeadTopicWriter writer;

  KafkaDeadLetters(KafkaClients clients) {
    this.clients = clients;
    this.writer = new DeadTopicWriter(clients);
  }

  @Override
  public ConsumerName name() {
    return ConsumerName.KAFKA;
  }

  @Override
  public List<Heap> look(int most) throws BrokerAway {
    List<Heap> heaps = new ArrayList<>();
    try (Consumer<byte[], byte[]> reader = clients.reader()) {
      for (String topic : clients.topics()) {
        heaps.add(heap(reader, KafkaMessages.deadTopic(topic), most));
      }
    } catch (KafkaException e) {
      throw new BrokerAway(DeadTopicWriter.words(e), e);
    }
    return heaps;
  }

  private static Heap heap(Consumer<byte[], byte[]> reader, String topic, int most) {
    Map<TopicPartition, Long> ends = begin(reader, topic);
    long count =
        ends.entrySet().stream()
            .mapToLong(end -> Math.max(0, end.getValue() - reader.position(end.getKey())))
            .sum();
    SortedMap<String, Long> reasons = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> letter : read(reader, ends, most)) {
      String reason = KafkaMessages.header(letter.headers(), KafkaMessages.REASON);
      reasons.merge(Objects.requireNonNullElse(reason, "unknown"), 1L, Long::sum);
    }
    return new Heap(topic, count, reasons);
  }

  @Override
  public int requeue(int most) throws BrokerAway {
    int moved = 0;
    try (Consumer<byte[], byte[]> reader = clients.reader();
        Admin admin = clients.admin()) {
      for (String topic : clients.topics()) {
        moved += moveBack(reader, admin, topic, most - moved);
      }
    } catch (KafkaException e) {
      throw new BrokerAway(DeadTopicWriter.words(e), e);
    }
    return moved;
  }

  private int moveBack(Consumer<byte[], byte[]> reader, Admin admin, String topic, int most)
      throws BrokerAway {
    Map<TopicPartition, Long> ends = begin(reader, KafkaMessages.deadTopic(topic));
    List<ConsumerRecord<byte[], byte[]>> letters = read(reader, ends, most);
    if (letters.isEmpty()) {
      return 0;
    }
    writer.write(letters.stream().map(letter -> again(letter, topic)).toList());
    Map<TopicPartition, RecordsToDelete> gone = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      gone.put(
          new TopicPartition(letter.topic(), letter.partition()),
          RecordsToDelete.beforeOffset(letter.offset() + 1));
    }
    remove(admin, gone);
    return letters.size();
  }

  private static void remove(Admin admin, Map<TopicPartition, RecordsToDelete> gone)
      throws BrokerAway {
    try {
      admin.deleteRecords(gone).all().get();
    } catch (ExecutionException e) {
      throw new BrokerAway(DeadTopicWriter.words(Objects.requireNonNullElse(e.getCause(), e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerAway("interrupted", e);
    }
  }

  private static ProducerRecord<byte[], byte[]> again(
      ConsumerRecord<byte[], byte[]> letter, String topic) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, null, letter.key(), letter.value(), letter.headers());
    record.headers().remove(KafkaMessages.REASON);
    return record;
  }

  /** Goes to the beginning of a topic, and says where each of its partitions ends. */
  private static Map<TopicPartition, Long> begin(Consumer<byte[], byte[]> reader, String topic) {
    List<TopicPartition> partitions = KafkaSource.partitions(reader, topic);
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
    return reader.endOffsets(partitions);
  }

  /** No more than there were at the beginning, oldest of each partition first. */
  private static List<ConsumerRecord<byte[], byte[]>> read(
      Consumer<byte[], byte[]> reader, Map<TopicPartition, Long> ends, int most) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    while (all.size() < most
        && ends.entrySet().stream()
            .anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(MOMENT)) {
        long end = ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
        if (all.size() < most && record.offset() < end) {
          all.add(record);
        }
      }
    }
    return all;
  }
}
