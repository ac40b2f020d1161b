package io.chasqui.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestPolicies;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.Band;
import io.chasqui.delivery.Lane;
import io.chasqui.jobs.Queue;
import io.chasqui.worker.Provider;
import io.chasqui.worker.lane.Brought;
import io.chasqui.worker.lane.Bulkheads;
import io.chasqui.worker.lane.LaneRates;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import io.chasqui.worker.lane.ProviderRates;
import io.chasqui.worker.lane.Share;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.CannotCreateTransactionException;

/** Whom a queue of 32 hands asks for work, and how long it sleeps then. */
class QueueConsumerTest {

  private static final int HANDS = 32;
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Duration SOON = Duration.ofMillis(300);
  private static final Share OWN = Share.own(Queue.EMAIL);
  private static final Share BULK = new Share(Queue.EMAIL, OWN.lane(), Band.BULK);
  private static final Share ONE = direct("email:one");
  private static final Share TWO = direct("email:two");
  private static final Share BULK_OF_ONE = new Share(Queue.EMAIL, ONE.lane(), Band.BULK);

  private final Map<Share, Integer> inHand = new ConcurrentHashMap<>();
  private final Map<Share, Instant> firstDueAt = new ConcurrentHashMap<>();
  private final Map<Share, Integer> due = new ConcurrentHashMap<>();
  private final List<Share> asked = new CopyOnWriteArrayList<>();
  private final List<Share> broken = new CopyOnWriteArrayList<>();
  private RuntimeException fault = new IllegalStateException("a fault of its channel");
  private volatile int looks;
  private @Nullable Duration untilNext;
  private volatile boolean serverRuns = true;
  private Runnable whenAsked = () -> {};
  private long nanos;
  private final ScriptedSender sender =
      new ScriptedSender(Channel.EMAIL, TestPolicies.ONE_TRY, new Provider("test:peer"));
  private final ProviderCircuitBreakers breakers =
      new ProviderCircuitBreakers(sender, new SimpleMeterRegistry());
  private final QueueConsumer consumer = consumer(HANDS, HANDS);
  private final Thread thread = new Thread(consumer, "consumer");

  @AfterEach
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  @Test
  void sleepsNoLongerThanUntilTheNextDueTimeWhenItsHandsAreFull() {
    bulkTakesTheLastHands();
    firstDueAt.put(OWN, NOW.plus(SOON));
    aSecondPasses();

    assertThat(consumer.feedAndPlan()).isEqualTo(SOON);
  }

  @Test
  void looksAgainWithinASecondWhenItsHandsAreFullAndNothingIsKnown() {
    assertThat(bulkTakesTheLastHands()).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  /** Work in bulk has its three quarters still, so that its share has no room. */
  @Test
  void wakesUpWhenAQuarterOfItsFullHandsIsFreeAgainWhoeverHadThem() {
    inHand.put(BULK, 20);
    inHand.put(OWN, 8);
    backlog(BULK);
    thread.start();
    await().until(() -> inHand.get(BULK) == 24);
    asked.clear();
    due.put(OWN, 1);

    for (int left = 7; left > 0; left--) {
      inHand.put(OWN, left);
      consumer.aJobEnded();
    }
    inHand.remove(OWN);
    consumer.aJobEnded();

    await().atMost(Duration.ofMillis(700)).until(() -> asked.contains(OWN));
  }

  @Test
  void doesNotAskAgainAndAgainWhileAQuarterIsFreeAndNothingBringsMore() {
    bulkTakesTheLastHands();
    inHand.remove(OWN);

    consumer.feedAndPlan();

    assertThat(consumer.feedAndPlan()).isGreaterThan(SOON);
  }

  @Test
  void asksTwiceASecondWhileAllThatIsDueIsBehindAShutLane() {
    firstDueAt.put(ONE, NOW.minusSeconds(60));
    breakers.of(ONE.lane()).get(0).pause(Duration.ofMinutes(10));
    consumer.feedAndPlan();

    for (int i = 0; i < 5; i++) {
      assertThat(consumer.feedAndPlan()).isEqualTo(Duration.ofMillis(500));
    }
  }

  @Test
  void asksTheOthersThoughOneLaneFailsAndThatOneLaterAgain() {
    backlog(ONE, TWO, BULK);
    due.put(TWO, 3);
    broken.add(ONE);
    consumer.feedAndPlan();

    assertThat(consumer.feedAndPlan()).isPositive();
    assertThat(inHand).containsKeys(TWO, BULK);

    broken.clear();
    aSecondPasses();
    aSecondPasses();
    consumer.feedAndPlan();
    assertThat(inHand).containsKey(ONE);
  }

  @Test
  void aLaneThatFailsIsLeftAloneForAWhileAndIsNoReasonToHurry() {
    due.put(ONE, 1);
    firstDueAt.put(ONE, NOW);
    broken.add(ONE);
    consumer.feedAndPlan();
    assertThat(consumer.feedAndPlan()).isEqualTo(Duration.ofSeconds(2));

    aSecondPasses();
    assertThat(consumer.feedAndPlan()).isEqualTo(Duration.ofMillis(999));
    assertThat(asked).containsOnlyOnce(ONE);
  }

  @Test
  void goesOnAfterAnError() {
    backlog(OWN);
    whenAsked =
        () -> {
          throw new OutOfMemoryError("unable to create native thread");
        };

    assertThat(consumer.feedAndPlan()).isEqualTo(QueueConsumer.AFTER_FAULT);

    whenAsked = () -> {};
    consumer.feedAndPlan();
    assertThat(inHand).containsKey(OWN);
  }

  @Test
  void asksNobodyElseWhenThereIsNoConnection() {
    backlog(ONE, TWO);
    consumer.feedAndPlan();
    asked.clear();
    broken.add(OWN);
    fault = new CannotCreateTransactionException("no connection");

    assertThat(consumer.feedAndPlan()).isEqualTo(QueueConsumer.AFTER_FAULT);

    assertThat(asked).containsExactly(OWN);
  }

  @Test
  void asksForDirectWorkThatHasJustComeBeforeWorkInBulk() {
    backlog(BULK);
    consumer.feedAndPlan();
    asked.clear();
    backlog(ONE);
    due.put(ONE, 1);

    consumer.feedAndPlan();

    assertThat(asked).containsSubsequence(ONE, BULK);
  }

  /** A queue with one hand, a lane of one, and both: three quarters of it are none. */
  @ParameterizedTest
  @CsvSource({"1, 32", "32, 1", "1, 1"})
  void directWorkThatIsDueGetsTheOnlyHandFirstAndWorkInBulkWhenThereIsNone(int hands, int ofALane) {
    QueueConsumer one = consumer(hands, ofALane);
    backlog(BULK_OF_ONE);
    one.feedAndPlan();
    one.feedAndPlan();
    assertThat(inHand).as("nothing else is due").containsEntry(BULK_OF_ONE, 1);

    due.put(ONE, 2);
    firstDueAt.put(ONE, NOW);
    one.feedAndPlan();
    assertThat(inHand).as("what runs is not stopped").doesNotContainKey(ONE);

    inHand.remove(BULK_OF_ONE);
    for (int direct = 0; direct < 2; direct++) {
      one.feedAndPlan();
      assertThat(inHand).containsEntry(ONE, 1).doesNotContainKey(BULK_OF_ONE);
      inHand.remove(ONE);
    }

    firstDueAt.remove(ONE);
    one.feedAndPlan();
    assertThat(inHand).containsEntry(BULK_OF_ONE, 1);
  }

  @Test
  void looksOnceForAQueueOfOneLane() {
    due.put(OWN, 3);
    firstDueAt.put(OWN, NOW);
    consumer.feedAndPlan();
    due.put(OWN, 3);

    consumer.feedAndPlan();

    assertThat(looks).isEqualTo(2);
  }

  @Test
  void doesNotLookWhereTheTakingSaysWhatIsNext() {
    consumer.feedAndPlan();
    due.put(OWN, 3);
    untilNext = SOON;

    assertThat(consumer.feedAndPlan()).isBetween(SOON, SOON.plusMillis(1));

    assertThat(looks).isEqualTo(1);
  }

  @Test
  void looksWhateverTheTakingSaysWhenOthersHaveSaidThatMoreWaits() {
    consumer.feedAndPlan();
    untilNext = SOON;
    consumer.jobIsDue(NOW.plusSeconds(60));

    consumer.feedAndPlan();
    assertThat(looks).isEqualTo(2);

    consumer.feedAndPlan();
    assertThat(looks).as("it has looked since").isEqualTo(2);
  }

  @Test
  void looksAfterFiveSecondsAllTheSame() {
    consumer.feedAndPlan();
    untilNext = SOON;
    nanos += Duration.ofMillis(5_001).toNanos();

    consumer.feedAndPlan();

    assertThat(looks).isEqualTo(2);
  }

  /** The queue's own lane knows nothing of the others. */
  @Test
  void looksWhenItHasAskedOtherLanesToo() {
    backlog(ONE);
    consumer.feedAndPlan();
    untilNext = SOON;

    consumer.feedAndPlan();

    assertThat(looks).isGreaterThan(1);
  }

  @Test
  void asksNobodyAnyMoreWhenTheServerStopsMeanwhile() {
    backlog(ONE, TWO);
    consumer.feedAndPlan();
    asked.clear();
    whenAsked = () -> serverRuns = false;

    consumer.feedAndPlan();

    assertThat(asked).containsExactly(OWN);
  }

  @Test
  void asksNobodyAnyMoreWhenItIsInterrupted() {
    backlog(ONE, TWO);
    consumer.feedAndPlan();
    asked.clear();
    whenAsked = Thread.currentThread()::interrupt;

    consumer.feedAndPlan();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(asked).containsExactly(OWN);
  }

  /** It had all that it wanted, and has hands for what is due next. */
  @Test
  void heedsTheNextDueTimeOfAShareThatFilledItsRoom() {
    inHand.put(BULK, 23);
    due.put(BULK, 1);
    firstDueAt.put(BULK, NOW);
    consumer.feedAndPlan();
    whenAsked = () -> firstDueAt.put(BULK, NOW.plus(SOON));

    assertThat(consumer.feedAndPlan()).isEqualTo(SOON);
  }

  @Test
  void sleepsLongerEachTimeWhileWhatIsDueIsLockedByOthers() {
    firstDueAt.put(ONE, NOW);

    assertThat(consumer.feedAndPlan()).isEqualTo(Duration.ofMillis(1));
    assertThat(consumer.feedAndPlan()).isEqualTo(Duration.ofMillis(2));
    for (int i = 0; i < 9; i++) {
      consumer.feedAndPlan();
    }
    assertThat(consumer.feedAndPlan()).isEqualTo(Duration.ofMillis(100));

    due.put(OWN, 1);
    assertThat(consumer.feedAndPlan()).isEqualTo(Duration.ofMillis(1));
  }

  private Duration bulkTakesTheLastHands() {
    inHand.put(BULK, 20);
    inHand.put(OWN, 8);
    backlog(BULK);
    consumer.feedAndPlan();
    Duration sleep = consumer.feedAndPlan();
    assertThat(inHand).containsEntry(BULK, 24);
    return sleep;
  }

  private void backlog(Share... shares) {
    for (Share share : shares) {
      due.put(share, 1_000);
      firstDueAt.put(share, NOW.minusSeconds(1));
    }
  }

  private void aSecondPasses() {
    nanos += Duration.ofMillis(1_001).toNanos();
  }

  private QueueConsumer consumer(int count, int ofALane) {
    Bulkheads hands = new Bulkheads(() -> count, lane -> ofALane, this::inHand);
    return new QueueConsumer(
        OWN,
        this::look,
        new ShareFeeder(hands, () -> serverRuns, this::take, () -> nanos),
        breakers,
        new LaneRates(
            sender,
            new ProviderRates(JdbcClient.create(new DriverManagerDataSource())),
            () -> nanos),
        Clock.fixed(NOW, ZoneOffset.UTC),
        () -> nanos);
  }

  private WaitingWork look() {
    looks++;
    return new WaitingWork(firstDueAt);
  }

  private Brought take(Share share, int atMost) {
    asked.add(share);
    whenAsked.run();
    if (broken.contains(share)) {
      throw fault;
    }
    int taken = Math.min(atMost, due.getOrDefault(share, 0));
    due.merge(share, -taken, Integer::sum);
    inHand.merge(share, taken, Integer::sum);
    return new Brought(taken, untilNext);
  }

  private int inHand(Predicate<Share> shares) {
    return inHand.entrySet().stream()
        .filter(one -> shares.test(one.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private static Share direct(String lane) {
    return new Share(Queue.EMAIL, new Lane(lane), Band.DIRECT);
  }
}
