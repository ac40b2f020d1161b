package io.chasqui.server.notification.broker.kafka;

import io.chasqui.server.notification.broker.BrokerAway;
import io.chasqui.server.notification.broker.BrokerMessage;
import io.chasqui.server.notification.broker.ConsumerName;
import io.chasqui.server.notification.broker.MessageSource;
import io.chasqui.server.notification.broker.SetAside;
import io.chasqui.server.notification.broker.Wanted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;

/**
 * Messages of topics of Kafka. While nothing is to be taken it goes on asking, with its partitions
 * paused: so it stays in its group, and the others keep theirs.
 */
final class KafkaSource implements MessageSource {

  private static final Duration MOMENT = Duration.ofMillis(500);
  private static final Duration SHORT_MOMENT = Duration.ofMillis(200);
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final KafkaClients clients;
  private final DeadTopicWriter dead;
  private final IdentityHashMap<BrokerMessage, ConsumerRecord<byte[], byte[]>> inHand =
      new IdentityHashMap<>();
  private ConsumerRecords<byte[], byte[]> taken = ConsumerRecords.empty();
  private @Nullable Consumer<byte[], byte[]> consumer;
  private boolean isPaused;

  /** Connects to nobody yet. */
  KafkaSource(KafkaClients clients) {
    this.clients = clients;
    this.dead = new DeadTopicWriter(clients);
  }

  @Override
  public ConsumerName name() {
    return ConsumerName.KAFKA;
  }

  /** Topics are named one by one: whatever lies in them is meant for us. */
  @Override
  public Wanted wanted() {
    return (event, message) -> true;
  }

  @Override
  public List<BrokerMessage> next() throws BrokerAway, InterruptedException {
    inHand.clear();
    taken =
        asked(
            open -> {
              if (isPaused) {
                isPaused = false;
                open.resume(open.assignment());
              }
              return open.poll(MOMENT);
            });
    List<BrokerMessage> messages = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : taken) {
      BrokerMessage message = KafkaMessages.read(record);
      inHand.put(message, record);
      messages.add(message);
    }
    return messages;
  }

  @Override
  public void done(List<SetAside> letters) throws BrokerAway, InterruptedException {
    if (!letters.isEmpty()) {
      dead.write(letters.stream().map(this::letter).toList());
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : taken.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = taken.records(partition);
      offsets.put(partition, new OffsetAndMetadata(records.get(records.size() - 1).offset() + 1));
    }
    asked(
        open -> {
          commit(open, offsets);
          return true;
        });
    inHand.clear();
  }

  /** Partitions that went to another member begin there with what is known already. */
  private static void commit(
      Consumer<byte[], byte[]> open, Map<TopicPartition, OffsetAndMetadata> offsets) {
    try {
      open.commitSync(offsets);
    } catch (CommitFailedException | RebalanceInProgressException e) {
      // The next commit has these offsets too, or another member comes to them.
    }
  }

  private ProducerRecord<byte[], byte[]> letter(SetAside one) {
    ConsumerRecord<byte[], byte[]> record = Objects.requireNonNull(inHand.get(one.message()));
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            KafkaMessages.deadTopic(record.topic()),
            null,
            record.key(),
            record.value(),
            record.headers());
    letter.headers().remove(KafkaMessages.REASON);
    letter
        .headers()
        .add(KafkaMessages.REASON, one.reason().name().getBytes(StandardCharsets.UTF_8));
    return letter;
  }

  @Override
  public void giveBack() throws BrokerAway {
    inHand.clear();
    askedAtOnce(
        open -> {
          isPaused = true;
          open.pause(open.assignment());
          backToTheFirst(open, taken);
          return true;
        });
  }

  @Override
  public void idle() throws BrokerAway, InterruptedException {
    asked(
        open -> {
          backToTheFirst(open, open.poll(SHORT_MOMENT));
          return true;
        });
  }

  private static void backToTheFirst(
      Consumer<byte[], byte[]> open, ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      if (open.assignment().contains(partition)) {
        open.seek(partition, records.records(partition).get(0).offset());
      }
    }
  }

  @Override
  public Backlog backlog() throws BrokerAway {
    return askedAtOnce(open -> new Backlog(waiting(open), letters(open)));
  }

  private static long waiting(Consumer<byte[], byte[]> open) {
    return open.endOffsets(open.assignment()).entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - open.position(end.getKey())))
        .sum();
  }

  private long letters(Consumer<byte[], byte[]> open) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : clients.topics()) {
      partitions.addAll(partitions(open, KafkaMessages.deadTopic(topic)));
    }
    Map<TopicPartition, Long> begins = open.beginningOffsets(partitions);
    return open.endOffsets(partitions).entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - begins.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  /** Of a topic; none: it is not there. */
  static List<TopicPartition> partitions(Consumer<byte[], byte[]> open, String topic) {
    List<PartitionInfo> known = open.partitionsFor(topic);
    return known == null
        ? List.of()
        : known.stream().map(one -> new TopicPartition(topic, one.partition())).toList();
  }

  private <T> T asked(Function<Consumer<byte[], byte[]>, T> question)
      throws BrokerAway, InterruptedException {
    try {
      return askedAtOnce(question);
    } catch (InterruptException e) {
      throw (InterruptedException) new InterruptedException().initCause(e);
    }
  }

  private <T> T askedAtOnce(Function<Consumer<byte[], byte[]>, T> question) throws BrokerAway {
    try {
      return question.apply(consumer());
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw new BrokerAway(DeadTopicWriter.words(e), e);
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    if (consumer == null) {
      Consumer<byte[], byte[]> fresh = clients.member();
      consumer = fresh;
      isPaused = false;
      fresh.subscribe(clients.topics(), new StaysPaused(fresh));
    }
    return consumer;
  }

  @Override
  public void close() {
    inHand.clear();
    taken = ConsumerRecords.empty();
    if (consumer != null) {
      try {
        consumer.close(CLOSE);
      } catch (KafkaException e) {
        // It is given up all the same.
      }
    }
    consumer = null;
  }

  /** What comes to us while nothing is to be taken waits too. */
  private final class StaysPaused implements ConsumerRebalanceListener {

    private final Consumer<byte[], byte[]> consumer;

    StaysPaused(Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (isPaused) {
        consumer.pause(partitions);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      // What is in hand is decided before one asks for more.
    }
  }
}
