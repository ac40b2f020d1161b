package io.chasqui.server.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.contract.event.AlertEventType;
import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.contract.event.DeliveryEvent;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.server.event.EventRelay.Round;
import io.chasqui.testing.TestDeliveries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How stored events come to a publisher, on a real database. */
@ExtendWith(OutputCaptureExtension.class)
class EventRelayIT {

  private static final Pattern SQL = Pattern.compile("```sql\\n(.*?);\\n```", Pattern.DOTALL);
  private static final EventDatabase events = new EventDatabase();
  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00.123456Z");
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final RelayLoop.Pauses PAUSES =
      new RelayLoop.Pauses(Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofSeconds(5));

  private final ScriptedPublisher broker = new ScriptedPublisher();
  private EventRelay relay;

  @BeforeEach
  void clear() {
    events
        .jdbc
        .sql("TRUNCATE delivery_message, event_outbox, event_refused, event_publisher CASCADE")
        .update();
    events.outbox("kafka").want();
    events.meters.clear();
    relay = events.relay("kafka", broker);
  }

  @Test
  void everythingArrivesOnceAndInTheOrderOfEachDelivery() {
    List<DeliveryId> ids = IntStream.range(0, 5).mapToObj(i -> events.schedule("r-" + i)).toList();
    events.ledger.markQueued(ids);
    events.ledger.claim(ids, TestDeliveries.worker("w"), LEASE, "k");

    relayAll(relay);

    assertThat(events.database.count("event_outbox")).isZero();
    assertThat(broker.handed()).extracting(OutboxEvent::eventId).doesNotHaveDuplicates();
    assertThat(statuses(broker.handed()).values())
        .hasSize(5)
        .allMatch(List.of("SCHEDULED", "QUEUED", "SENDING")::equals);
  }

  @Test
  void anEventWaitsUntilTheOneBeforeItHasArrived() {
    events.actions.cancel(events.schedule("r-1"));

    relay.runOnce();

    assertThat(broker.handed()).extracting(OutboxEvent::type).containsExactly("delivery.scheduled");
  }

  @Test
  void whileTheBrokerIsAwayChangesGoOnAndAfterwardsAllArriveInOrder(CapturedOutput output) {
    RelayLoop loop = new RelayLoop("kafka", relay::runOnce, PAUSES);
    DeliveryId id = events.schedule("r-1");
    broker.away(true);
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      pauses.add(loop.turn());
      events.actions.cancel(id);
      events.actions.revive(id);
    }
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 5L, 5L);

    broker.away(false);
    while (!loop.turn().equals(PAUSES.idle())) {
      // There is more.
    }

    assertThat(broker.handed()).hasSize(11);
    assertThat(broker.handed()).extracting(OutboxEvent::sequence).isSorted();
    assertThat(output).containsOnlyOnce("Events cannot be handed to kafka");
    assertThat(output).containsOnlyOnce("Events are handed to kafka again");
  }

  @Test
  void whileOneServerRelaysAnotherDoesNot() {
    events.schedule("r-1");
    List<Round> other = new ArrayList<>();
    broker.afterHandover(() -> other.add(events.relay("kafka", new ScriptedPublisher()).runOnce()));

    relay.runOnce();

    assertThat(other).containsExactly(Round.TURN_OF_ANOTHER);
  }

  @Test
  void aServerThatDiesBeforeItHasNotedThatAnEventArrivedIsFollowedByAnotherWithTheSameEvent() {
    events.schedule("r-1");
    broker.afterHandover(EventRelayIT::endTheSessionThatHandsOver);

    assertThatThrownBy(relay::runOnce).isInstanceOf(RuntimeException.class);
    ScriptedPublisher other = new ScriptedPublisher();
    relayAll(events.relay("kafka", other));

    assertThat(other.handed()).hasSize(1);
    assertThat(other.handed().get(0)).usingRecursiveComparison().isEqualTo(broker.handed().get(0));
  }

  @Test
  void twoServersLoseNothingAndKeepTheOrderOfEachDeliveryWhileOneOfThemDiesAgainAndAgain()
      throws Exception {
    ScriptedPublisher shared = new ScriptedPublisher();
    AtomicBoolean written = new AtomicBoolean();
    CountDownLatch kills = new CountDownLatch(5);
    AtomicInteger next = new AtomicInteger(7);
    EventRelay first = events.relay("kafka", shared);
    EventRelay second = events.relay("kafka", shared);
    shared.afterHandover(
        () -> {
          int handed = shared.handed().size();
          if (handed >= next.get() && kills.getCount() > 0) {
            next.set(handed + 7);
            kills.countDown();
            endTheSessionThatHandsOver();
          }
        });

    CompletableFuture<Void> one = CompletableFuture.runAsync(() -> relayUntil(first, written));
    CompletableFuture<Void> two = CompletableFuture.runAsync(() -> relayUntil(second, written));
    int deliveries = 30;
    for (int i = 0; i < deliveries; i++) {
      lifeOfADelivery(i);
    }
    written.set(true);
    CompletableFuture.allOf(one, two).get();
    relayAll(first);

    assertThat(kills.getCount()).isZero();
    assertThat(events.database.count("event_outbox")).isZero();
    assertThat(statuses(firstAppearances(shared.handed())).values())
        .hasSize(deliveries)
        .allMatch(List.of("SCHEDULED", "QUEUED", "CANCELLED", "QUEUED")::equals);
  }

  @Test
  void aPublisherWhoseBrokerIsAwayDoesNotHoldUpTheOther() {
    events.outbox("rabbitmq").want();
    ScriptedPublisher other = new ScriptedPublisher();
    broker.away(true);
    events.schedule("r-1");

    assertThat(relay.runOnce().problem()).isEqualTo("away");
    relayAll(events.relay("rabbitmq", other));

    assertThat(other.handed()).hasSize(1);
    assertThat(events.waiting("kafka")).hasSize(1);
    assertThat(events.waiting("rabbitmq")).isEmpty();
  }

  @Test
  void anEventThatABrokerNeverTakesIsSetAsideAndTheOthersGoOn(CapturedOutput output) {
    DeliveryId id = events.schedule("r-1");
    events.schedule("r-2");
    events.actions.cancel(id);
    UUID poison = events.waiting("kafka").get(0).eventId();
    broker.refusing(poison);

    relayAll(relay);

    assertThat(broker.handed())
        .extracting(OutboxEvent::type)
        .containsExactly("delivery.scheduled", "delivery.cancelled");
    assertThat(events.database.count("event_refused WHERE reason = 'too large'")).isEqualTo(1);
    assertThat(output).containsOnlyOnce("1 events for kafka").containsOnlyOnce("event_refused");
    assertThat(events.meters.counter("chasqui.events.refused", "publisher", "kafka").count())
        .isEqualTo(1);
  }

  @Test
  void whatThisVersionCannotReadIsSetAsideAndTheOthersGoOn(CapturedOutput output) {
    events.schedule("r-1");
    events.schedule("r-2");
    events.schedule("r-3");
    events
        .jdbc
        .sql(
            """
            UPDATE event_outbox SET payload = payload || '{"status": "PARKED"}'
            WHERE correlation_id IN ('r-1', 'r-3')
            """)
        .update();

    relayAll(relay);

    assertThat(broker.handed()).extracting(OutboxEvent::key).containsExactly("r-2");
    assertThat(events.database.count("event_refused WHERE reason LIKE '%PARKED%'")).isEqualTo(2);
    assertThat(output).containsOnlyOnce("2 events for kafka").containsOnlyOnce("event_refused");
    assertThat(events.meters.counter("chasqui.events.refused", "publisher", "kafka").count())
        .isEqualTo(2);
  }

  /** And what waited when the tables were changed. */
  @Test
  void whatAServerOfTheVersionBeforeWroteArrivesTheSame() {
    DeliveryId id = events.schedule("r-1");
    events.actions.reschedule(id, LATER);
    new Events(events.jdbc)
        .publish(
            new NewAlertEvent(
                AlertEventType.RAISED,
                id.value(),
                "no-worker",
                "email",
                AlertSeverity.WARNING,
                "Nobody sends"));
    List<OutboxEvent> now = events.outbox("kafka").oldest(10).events();

    events
        .jdbc
        .sql("UPDATE event_outbox SET kind = NULL, subject_id = NULL, payload = NULL")
        .update();

    assertThat(events.outbox("kafka").oldest(10).events())
        .hasSize(3)
        .usingRecursiveComparison()
        .isEqualTo(now);
  }

  @Test
  void aKindOfANewerVersionIsSetAsideAndTheOthersGoOn() {
    events.schedule("r-1");
    events
        .jdbc
        .sql(
            """
            INSERT INTO event_outbox (
              publisher, sequence, event_id, occurred_at, kind, subject_id, payload)
            VALUES (
              'kafka', 0, gen_random_uuid(), now(), 'MAILING', gen_random_uuid(), '{}')
            """)
        .update();

    relayAll(relay);

    assertThat(broker.handed()).extracting(OutboxEvent::key).containsExactly("r-1");
    assertThat(events.database.count("event_refused WHERE reason LIKE '%MAILING'")).isEqualTo(1);
  }

  /** Word for word, by the place of each column. */
  @Test
  void aServerOfTheVersionBeforeCanSetAsideWhatThisOneWrote() {
    events.schedule("r-1");

    events
        .jdbc
        .sql(
            """
            WITH given AS (
              SELECT *
              FROM unnest(:publishers, :sequences, :reasons) AS given (publisher, sequence, reason)
            ), taken AS (
              DELETE FROM event_outbox AS stored USING given
              WHERE stored.publisher = given.publisher AND stored.sequence = given.sequence
              RETURNING stored.*, given.reason
            )
            INSERT INTO event_refused SELECT taken.* FROM taken
            """)
        .param("publishers", new String[] {"kafka"})
        .param("sequences", new Long[] {events.waiting("kafka").get(0).sequence()})
        .param("reasons", new String[] {"too large"})
        .update();

    assertThat(events.database.count("event_refused WHERE reason = 'too large'")).isEqualTo(1);
  }

  @Test
  void aServerWhoseMachineVanishesIsFollowedByAnotherSomeMinutesLater() {
    String patience =
        events.transaction.execute(
            status -> {
              assertThat(events.outbox("kafka").lock()).isTrue();
              return events
                  .jdbc
                  .sql("SHOW idle_in_transaction_session_timeout")
                  .query(String.class)
                  .single();
            });

    assertThat(patience).isEqualTo("5min");
  }

  @Test
  void aServerSpeaksOfTheNextTimeThatTheBrokerIsAwayAlsoWhenAnotherHandedOverMeanwhile(
      CapturedOutput output) {
    RelayLoop loop = new RelayLoop("kafka", relay::runOnce, PAUSES);
    for (int time = 1; time <= 2; time++) {
      events.schedule("r-" + time);
      broker.away(true);
      loop.turn();
      broker.away(false);
      relayAll(events.relay("kafka", new ScriptedPublisher()));
      loop.turn();
    }

    assertThat(output.toString().split("Events cannot be handed to kafka")).hasSize(3);
  }

  @Test
  void aServerThatWaitsForAnothersTurnDoesNotSpeakOfTheSameTimeTwice(CapturedOutput output) {
    RelayLoop loop = new RelayLoop("kafka", relay::runOnce, PAUSES);
    events.schedule("r-1");
    broker.away(true);
    loop.turn();
    events.relay("kafka", new ScriptedPublisher().afterHandover(loop::turn)).runOnce();
    events.schedule("r-2");
    loop.turn();

    assertThat(output).containsOnlyOnce("Events cannot be handed to kafka");
  }

  @Test
  void whatIsSetAsideCanBeSentAgainByTheStatementOfThePage() throws Exception {
    events.schedule("r-1");
    UUID poison = events.waiting("kafka").get(0).eventId();
    broker.refusing(poison);
    relayAll(relay);

    Matcher statement = SQL.matcher(Files.readString(Path.of("..", "docs", "events.md")));
    assertThat(statement.find()).isTrue();
    events.jdbc.sql(statement.group(1)).update();

    assertThat(events.waiting("kafka")).extracting(DeliveryEvent::eventId).containsExactly(poison);
  }

  private static void lifeOfADelivery(int number) {
    DeliveryId id = events.schedule("r-" + number);
    events.ledger.markQueued(List.of(id));
    events.actions.cancel(id);
    events.actions.revive(id);
  }

  private static void relayAll(EventRelay relay) {
    while (relay.runOnce().tried()) {
      // There may be more.
    }
  }

  private static void relayUntil(EventRelay relay, AtomicBoolean written) {
    while (!written.get()) {
      try {
        relay.runOnce();
      } catch (RuntimeException e) {
        // Its session was ended.
      }
    }
  }

  /** No other: what a pool gives somebody in the next moment must not be dead. */
  private static void endTheSessionThatHandsOver() {
    events
        .jdbc
        .sql(
            """
            SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
            WHERE datname = current_database() AND state = 'idle in transaction'
              AND query LIKE '%FROM event_outbox%'
            """)
        .query(Integer.class)
        .single();
  }

  private static List<OutboxEvent> firstAppearances(List<OutboxEvent> handed) {
    List<UUID> seen = new ArrayList<>();
    List<OutboxEvent> firsts = new ArrayList<>();
    for (OutboxEvent event : handed) {
      if (!seen.contains(event.eventId())) {
        seen.add(event.eventId());
        firsts.add(event);
      }
    }
    return firsts;
  }

  private static Map<UUID, List<String>> statuses(List<OutboxEvent> handed) {
    Map<UUID, List<String>> statuses = new HashMap<>();
    handed.stream()
        .map(EventDatabase::read)
        .forEach(
            event ->
                statuses
                    .computeIfAbsent(event.deliveryId(), id -> new ArrayList<>())
                    .add(event.status().name()));
    return statuses;
  }
}
