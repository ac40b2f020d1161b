package io.chasqui.server.notification.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.server.notification.broker.ConsumedMeters.Result;
import io.chasqui.server.template.event.EventType;
import io.chasqui.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is taken of a broker's messages, and what is told it, with a real database. */
class ConsumerLoopIT {

  private static final TestDatabase database = TestDatabase.fresh();
  private static final DataSource pool = database.pool();
  private static final JdbcClient jdbc = JdbcClient.create(pool);
  private static final ConsumerPauses SHORT =
      new ConsumerPauses(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ZERO);

  private final List<String> decided = new ArrayList<>();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final ScriptedSource source = new ScriptedSource();
  private final ConsumerStates states = new ConsumerStates(jdbc);
  private final ConsumedMessages consumed = new ConsumedMessages(jdbc);
  private EventDecisions decisions = this::decide;

  @BeforeEach
  void clear() {
    jdbc.sql("TRUNCATE consumed_message, event_consumer").update();
  }

  @Test
  void whatIsDecidedIsAcknowledgedAndWhatCannotBeReadIsSetAside() throws Exception {
    source.brings.add(
        List.of(
            TestMessages.about("A"),
            TestMessages.message("B", "2", "no json"),
            TestMessages.about("C"),
            TestMessages.about("alert.raised")));

    turn();

    assertThat(decided).containsExactly("A", "C");
    assertThat(source.told).containsExactly("done [NO_JSON]");
    assertThat(counted(Result.DECIDED)).isEqualTo(2);
    assertThat(counted(Result.DEAD)).isEqualTo(1);
    assertThat(counted(Result.IGNORED)).isEqualTo(1);
    assertThat(database.count("consumed_message")).isEqualTo(2);
  }

  @Test
  void aMessageThatComesAgainIsDecidedOnce() throws Exception {
    BrokerMessage message = TestMessages.about("A");
    source.brings.add(List.of(message, message));
    source.brings.add(List.of(message, TestMessages.about("B")));

    turn();
    turn();

    assertThat(decided).containsExactly("A", "B");
    assertThat(source.told).containsExactly("done []", "done []");
    assertThat(counted(Result.DUPLICATE)).isEqualTo(2);
  }

  @Test
  void whatTheBrokerDidNotHearOfComesAgainAndIsDecidedOnce() throws Exception {
    source.brings.add(List.of(TestMessages.about("A")));
    EventDecisions before = decisions;
    decisions =
        events -> {
          source.isAway = true;
          return before.decide(events);
        };

    turn();
    source.isAway = false;
    turn();

    assertThat(decided).containsExactly("A");
    assertThat(source.told).containsExactly("closed", "done []");
  }

  @Test
  void whileTheDatabaseIsAwayNothingIsAcknowledged() throws Exception {
    source.brings.add(List.of(TestMessages.about("A"), TestMessages.message("B", "2", "no json")));
    decisions = events -> fail(new DataAccessResourceFailureException("away"));

    turn();
    turn();
    assertThat(source.told).containsExactly("given back", "given back");
    assertThat(database.count("consumed_message")).isZero();

    decisions = this::decide;
    turn();

    assertThat(decided).containsExactly("A");
    assertThat(source.told).last().isEqualTo("done [NO_JSON]");
  }

  @Test
  void oneThatCannotBeDecidedForAFaultOfOursHoldsUpNoOther() throws Exception {
    source.brings.add(
        List.of(TestMessages.about("A"), TestMessages.about("Bad"), TestMessages.about("C")));

    turn();

    assertThat(decided).containsExactly("A", "C");
    assertThat(source.told).containsExactly("done [FAILED]");
    assertThat(database.count("consumed_message")).isEqualTo(2);
  }

  @Test
  void aBrokerThatIsAwayForAMinuteIsToldAndNotBefore() throws Exception {
    source.isAway = true;
    turn();
    turn();
    assertThat(states.down()).isEmpty();

    ago("61 seconds");
    assertThat(new ConsumerDownCheck(states).now())
        .extracting(one -> one.subject() + ": " + one.detail())
        .containsExactly("rabbitmq: nobody answers");

    source.isAway = false;
    turn();
    assertThat(states.down()).isEmpty();
    assertThat(source.told).containsExactly("closed", "closed");
  }

  @Test
  void aConsumerThatIsSwitchedOnAgainIsNotDownAtOnce() throws Exception {
    turn();
    jdbc.sql(
            "UPDATE event_consumer SET wanted_at = now() - interval '1 day',"
                + " connected_at = now() - interval '1 day'")
        .update();
    assertThat(states.down()).as("nobody wants it").isEmpty();
    source.isAway = true;

    turn();

    assertThat(states.down()).isEmpty();
  }

  @Test
  void deadLettersAreToldWithTheirNumber() throws Exception {
    turn();

    assertThat(new DeadLettersCheck(states).now())
        .extracting(one -> one.subject() + ": " + one.detail())
        .containsExactly("rabbitmq: 2 messages");
  }

  @Test
  void messagesAreForgottenAfterAWeek() throws Exception {
    source.brings.add(List.of(TestMessages.about("A"), TestMessages.about("B")));
    turn();
    jdbc.sql(
            "UPDATE consumed_message SET consumed_at = now() - interval '8 days'"
                + " WHERE message_id = (SELECT min(message_id) FROM consumed_message)")
        .update();

    assertThat(consumed.forget(10)).isEqualTo(1);

    assertThat(database.count("consumed_message")).isEqualTo(1);
  }

  private void turn() throws InterruptedException {
    ConsumedMeters meters = new ConsumedMeters("rabbitmq", registry);
    MessageIntake intake =
        new MessageIntake(
            new MessageReader(EventType::unwritten),
            consumed,
            decisions,
            new TransactionTemplate(new JdbcTransactionManager(pool)),
            meters);
    new ConsumerLoop(source, intake, states, meters, SHORT, () -> false).turn();
  }

  private List<Result> decide(List<IncomingEvent> events) {
    List<String> names = events.stream().map(IncomingEvent::event).toList();
    if (names.contains("Bad")) {
      fail(new IllegalStateException("a fault"));
    }
    decided.addAll(names);
    return events.stream().map(event -> Result.DECIDED).toList();
  }

  private static List<Result> fail(RuntimeException e) {
    throw e;
  }

  private static void ago(String interval) {
    jdbc.sql("UPDATE event_consumer SET connected_at = now() - :ago::interval")
        .param("ago", interval)
        .update();
  }

  private double counted(Result result) {
    return registry
        .counter(
            "chasqui.events.consumed",
            "source",
            "rabbitmq",
            "result",
            result.name().toLowerCase(Locale.ROOT))
        .count();
  }
}
