package io.chasqui.server.notification.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.chasqui.server.event.EventSettings;
import io.chasqui.server.event.RabbitmqConnections;
import io.chasqui.server.notification.broker.BrokerAway;
import io.chasqui.server.notification.broker.BrokerMessage;
import io.chasqui.server.notification.broker.DeadLetterBox.Heap;
import io.chasqui.server.notification.broker.MessageSource;
import io.chasqui.server.notification.broker.PoisonReason;
import io.chasqui.server.notification.broker.SetAside;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is taken from an AMQP broker, and what is set aside there. */
abstract class AmqpSourceContract {

  private static final String EXCHANGE = "test.domain.events";
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final Instant SENT = Instant.parse("2026-11-22T09:00:05Z");
  private static final Topology topology =
      new Topology(EXCHANGE, List.of("PagoConfirmado", "TicketConfirmado"));

  private MessageSource source;
  private RabbitmqDeadLetters letters;

  /** The broker's address. */
  abstract String uri();

  abstract void stopBroker();

  abstract void startBrokerAgain();

  /** Makes what we could not make there. */
  void prepare() {}

  @BeforeEach
  void open() throws Exception {
    prepare();
    source = new RabbitmqSource(factory(), topology, 500);
    letters = new RabbitmqDeadLetters(factory(), topology);
    assertThat(source.next()).isEmpty();
  }

  @AfterEach
  void removeAll() {
    source.close();
    with(
        channel -> {
          channel.queueDelete(Topology.QUEUE);
          channel.queueDelete(Topology.DEAD_QUEUE);
          channel.exchangeDelete(Topology.DEAD_EXCHANGE);
          channel.exchangeDelete(EXCHANGE);
        });
  }

  @Test
  void messagesOfEventsThatAreAskedForAreBroughtWithAllThatIsSaidOfThem() throws Exception {
    publish("PagoConfirmado", "1");
    publish("UsuarioCreado", "2");
    publish("TicketConfirmado", "3");

    List<BrokerMessage> brought = take(2);

    assertThat(brought).extracting(BrokerMessage::id).containsExactly("1", "3");
    BrokerMessage first = brought.get(0);
    assertThat(first.routingKey()).isEqualTo("PagoConfirmado");
    assertThat(first.type()).isEqualTo("Payments.PagoConfirmado");
    assertThat(first.correlationId()).isEqualTo("pedido-1");
    assertThat(first.sentAt()).isEqualTo(SENT);
    assertThat(first.traceparent()).isEqualTo(TRACE);
    assertThat(first.body()).asString(StandardCharsets.UTF_8).isEqualTo("body of 1");
  }

  @Test
  void whatIsGivenBackComesAgainAndWhatIsDoneDoesNot() throws Exception {
    publish("PagoConfirmado", "1");
    publish("PagoConfirmado", "2");
    assertThat(take(2)).hasSize(2);

    source.giveBack();
    source.idle();
    assertThat(take(2)).extracting(BrokerMessage::id).containsExactly("1", "2");

    source.done(List.of());
    source.close();
    assertThat(source.next()).isEmpty();
    assertThat(source.backlog().waiting()).isZero();
  }

  @Test
  void whatIsSetAsideLiesAmongTheDeadLettersAndCanBeMovedBack() throws Exception {
    publish("PagoConfirmado", "1");
    publish("TicketConfirmado", "2");
    List<BrokerMessage> brought = take(2);

    source.done(List.of(new SetAside(brought.get(1), PoisonReason.NO_RECIPIENT)));

    assertThat(source.next()).isEmpty();
    assertThat(letters.look(10)).containsExactly(heap(1, Map.of("NO_RECIPIENT", 1L)));
    assertThat(source.backlog().dead()).isEqualTo(1);
    assertThat(letters.look(10)).as("a look takes nothing").first().matches(it -> it.count() == 1);

    assertThat(letters.requeue(10)).isEqualTo(1);

    List<BrokerMessage> again = take(1);
    assertThat(again).extracting(BrokerMessage::id).containsExactly("2");
    assertThat(again.get(0).routingKey()).isEqualTo("TicketConfirmado");
    assertThat(again.get(0).body()).asString(StandardCharsets.UTF_8).isEqualTo("body of 2");
    assertThat(letters.look(10)).containsExactly(heap(0, Map.of()));
    assertThat(letters.requeue(10)).isZero();

    source.done(List.of(new SetAside(again.get(0), PoisonReason.NO_JSON)));
    assertThat(letters.look(10)).containsExactly(heap(1, Map.of("NO_JSON", 1L)));
    assertThat(letters.requeue(10)).isEqualTo(1);
    assertThat(take(1).get(0).routingKey()).isEqualTo("TicketConfirmado");
  }

  @Test
  void noMoreAreMovedThanIsSaid() throws Exception {
    for (int i = 0; i < 3; i++) {
      publish("PagoConfirmado", "" + i);
    }
    source.done(take(3).stream().map(one -> new SetAside(one, PoisonReason.NO_JSON)).toList());

    assertThat(letters.requeue(2)).isEqualTo(2);

    assertThat(letters.look(1)).containsExactly(heap(1, Map.of("NO_JSON", 1L)));
  }

  @Test
  void aBrokerThatIsAwayIsToldAndReachedAgainLater() throws Exception {
    publish("PagoConfirmado", "1");
    assertThat(take(1)).hasSize(1);

    stopBroker();
    try {
      assertThatThrownBy(
              () -> {
                source.done(List.of());
                for (int i = 0; i < 20; i++) {
                  source.next();
                }
              })
          .isInstanceOf(BrokerAway.class);
      source.close();
      assertThatThrownBy(() -> source.next()).isInstanceOf(BrokerAway.class);
      assertThatThrownBy(() -> letters.look(1)).isInstanceOf(BrokerAway.class);
      source.close();
    } finally {
      startBrokerAgain();
    }

    assertThat(source.next()).hasSizeLessThan(2);
    publish("PagoConfirmado", "2");
    assertThat(take(1)).extracting(BrokerMessage::id).isSubsetOf("1", "2");
  }

  private static Heap heap(int count, Map<String, Long> reasons) {
    return new Heap(Topology.DEAD_QUEUE, count, new TreeMap<>(reasons));
  }

  /** So many, which may come one after the other. */
  private List<BrokerMessage> take(int count) throws Exception {
    List<BrokerMessage> first = source.next();
    if (first.size() >= count) {
      return first;
    }
    // One batch has them all: those before are given back.
    List<BrokerMessage> all = new ArrayList<>(first);
    for (int i = 0; i < 10 && all.size() < count; i++) {
      source.giveBack();
      Thread.sleep(100);
      source.idle();
      all = new ArrayList<>(source.next());
    }
    return all;
  }

  private void publish(String routingKey, String id) {
    BasicProperties properties =
        new BasicProperties.Builder()
            .messageId(id)
            .type("Payments." + routingKey)
            .correlationId("pedido-" + id)
            .timestamp(Date.from(SENT))
            .expiration("60000")
            .headers(Map.of("traceparent", TRACE))
            .build();
    byte[] body = ("body of " + id).getBytes(StandardCharsets.UTF_8);
    with(channel -> channel.basicPublish(EXCHANGE, routingKey, properties, body));
  }

  private ConnectionFactory factory() {
    return RabbitmqConnections.factory(
        new EventSettings.Rabbitmq(uri(), EXCHANGE, null), "a.setting");
  }

  final void with(Use use) {
    try (Connection connection = factory().newConnection();
        Channel channel = connection.createChannel()) {
      use.of(channel);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  interface Use {
    void of(Channel channel) throws Exception;
  }
}
