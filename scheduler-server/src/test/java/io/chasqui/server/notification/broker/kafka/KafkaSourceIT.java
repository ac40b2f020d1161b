package io.chasqui.server.notification.broker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.server.event.EventSettings;
import io.chasqui.server.notification.broker.BrokerAway;
import io.chasqui.server.notification.broker.BrokerMessage;
import io.chasqui.server.notification.broker.ConsumerSettings;
import io.chasqui.server.notification.broker.DeadLetterBox.Heap;
import io.chasqui.server.notification.broker.PoisonReason;
import io.chasqui.server.notification.broker.SetAside;
import io.chasqui.testing.TestKafka;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaSourceIT {

  private static final TestKafka kafka = TestKafka.running();

  private final String topic = "payments-" + UUID.randomUUID() + ".PagoConfirmado";
  private final KafkaClients clients =
      clients(List.of(kafka.bootstrapServers()), List.of(topic), Map.of());
  private final KafkaSource source = new KafkaSource(clients);
  private final KafkaDeadLetters letters = new KafkaDeadLetters(clients);

  @BeforeEach
  void makeTheTopic() {
    publish("1");
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void messagesComeInTheirOrderAndWhatIsDoneDoesNotComeAgain() throws Exception {
    publish("2");

    List<BrokerMessage> brought = take(2);
    assertThat(brought).extracting(BrokerMessage::id).containsExactly("1", topic + "-0-1");
    assertThat(brought.get(0).type()).isEqualTo("PagoConfirmado");
    assertThat(brought.get(0).correlationId()).isEqualTo("pedido-1");
    assertThat(brought.get(0).topic()).isEqualTo(topic);
    assertThat(brought.get(0).body()).asString(StandardCharsets.UTF_8).isEqualTo("body of 1");

    source.done(List.of());
    source.close();
    publish("3");
    assertThat(take(1)).extracting(BrokerMessage::id).containsExactly(topic + "-0-2");
    assertThat(source.backlog().waiting()).isZero();
  }

  @Test
  void whileNothingIsToBeTakenItStaysInItsGroupAndThenItComesAgain() throws Exception {
    assertThat(take(1)).hasSize(1);

    source.giveBack();
    source.idle();
    publish("2");
    source.idle();

    assertThat(source.backlog().waiting()).isEqualTo(2);
    assertThat(take(2)).extracting(BrokerMessage::id).containsExactly("1", topic + "-0-1");
  }

  @Test
  void whatIsSetAsideLiesInATopicOfItsOwnAndCanBeMovedBack() throws Exception {
    publish("2");
    List<BrokerMessage> brought = take(2);

    source.done(List.of(new SetAside(brought.get(0), PoisonReason.NO_JSON)));

    assertThat(source.backlog().dead()).isEqualTo(1);
    assertThat(letters.look(10)).containsExactly(heap(1, Map.of("NO_JSON", 1L)));

    assertThat(letters.requeue(10)).isEqualTo(1);

    assertThat(letters.look(10)).containsExactly(heap(0, Map.of()));
    assertThat(source.backlog().dead()).isZero();
    assertThat(take(1)).extracting(BrokerMessage::id).containsExactly("1");
    assertThat(letters.requeue(10)).isZero();
  }

  @Test
  void aBrokerThatIsAwayIsTold() {
    KafkaSource nowhere =
        new KafkaSource(
            clients(
                List.of("localhost:1"),
                List.of(topic),
                Map.of("default.api.timeout.ms", "500", "request.timeout.ms", "400")));

    assertThatThrownBy(nowhere::backlog).isInstanceOf(BrokerAway.class);
    nowhere.close();
  }

  @Test
  void settingsThatCannotBeRightAreNamedWithoutTheirValues() {
    assertThatThrownBy(() -> clients(List.of(), List.of("a"), Map.of()))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.events.kafka.bootstrap-servers is not set");
    assertThatThrownBy(() -> clients(List.of("a:1"), List.of(), Map.of()))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.notifications.kafka.topics is not set");
    assertThatThrownBy(
            () -> clients(List.of("a:1"), List.of("a"), Map.of("fetch.min.bytes", "canary")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.notifications.kafka.properties")
        .hasMessageNotContaining("canary");
  }

  private Heap heap(int count, Map<String, Long> reasons) {
    return new Heap(topic + ".dead", count, new TreeMap<>(reasons));
  }

  private List<BrokerMessage> take(int count) throws Exception {
    List<BrokerMessage> taken = new ArrayList<>();
    for (int i = 0; i < 40 && taken.size() < count; i++) {
      List<BrokerMessage> more = source.next();
      if (!taken.isEmpty() && !more.isEmpty() && taken.size() + more.size() <= count) {
        throw new AssertionError("came in two batches: one would not be acknowledged");
      }
      taken.addAll(more);
    }
    return taken;
  }

  /** The first with all headers, the others with none. */
  private void publish(String id) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, bytes("key"), bytes("body of " + id));
    if (id.equals("1")) {
      record.headers().add("event-id", bytes(id));
      record.headers().add("event-type", bytes("PagoConfirmado"));
      record.headers().add("correlation-id", bytes("pedido-1"));
    }
    try (Producer<byte[], byte[]> producer = clients.producer()) {
      producer.send(record);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static KafkaClients clients(
      List<String> servers, List<String> topics, Map<String, String> properties) {
    return new KafkaClients(
        new EventSettings.Kafka(servers, "d", "a", "n", Map.of()),
        new ConsumerSettings.Kafka(topics, "group-" + UUID.randomUUID(), properties));
  }
}
