package io.chasqui.worker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.platform.CorrelationId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadPlacesTest {

  private static final int HANDS = 32;
  private static final int HALF = 16;
  private static final int FOR_SLOW = 4;
  private static final Duration QUICK = Duration.ofMillis(5);
  private static final Duration ITS_TIME = Duration.ofMillis(150);
  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final AtomicLong nanos = new AtomicLong();
  private final Set<CorrelationId> slow = new HashSet<>();
  private final ReadPlaces places = places(HANDS);

  @Test
  void halfOfTheHandsAreTheMost() {
    fill();
    passes(Duration.ofSeconds(1).minusNanos(1));

    assertThat(places.take(report("late"))).isEmpty();
    assertThat(places.taken()).isEqualTo(HALF);
  }

  @Test
  void aWorkerWithOneHandMayRead() {
    assertThat(places(1).take(report("only"))).isPresent();
  }

  @Test
  void aPlaceIsWaitedForWhileOthersGoOn() {
    List<StorageRead> reads = fill();
    CompletableFuture<Optional<StorageRead>> next = takeInOwnThread("next");

    places.leave(reads.get(3), true);

    assertThat(next).succeedsWithin(SOON).isNotEqualTo(Optional.empty());
    assertThat(places.taken()).isEqualTo(HALF);
  }

  @Test
  void noHandIsHeldForWantOfAPlaceWhenNoneIsAboutToEnd() {
    isUsuallyQuick();
    fill();
    CompletableFuture<Optional<StorageRead>> next = takeInOwnThread("next");
    assertThat(next).isNotDone();

    passes(PATIENCE);

    assertThat(next).succeedsWithin(SOON).isEqualTo(Optional.empty());
    assertThat(takeInOwnThread("one-more")).as("at once").isDone();
  }

  @Test
  void whatHasHadItsTimeGivesWayTheLastFirstAndAQuarterOfThePlacesGoesOn() {
    isUsuallyQuick();
    List<StorageRead> reads = fill();
    passes(ITS_TIME);

    for (int i = HALF - 1; i >= FOR_SLOW; i--) {
      assertThat(placeOf(reads.get(i), "next-" + i)).isPresent();
    }

    CompletableFuture<Optional<StorageRead>> oneMore = takeInOwnThread("one-more");
    passes(PATIENCE);
    assertThat(oneMore).succeedsWithin(SOON).isEqualTo(Optional.empty());
    assertThat(reads.subList(0, FOR_SLOW)).noneMatch(StorageRead::givesWay);
  }

  @Test
  void nothingGivesWayBeforeItHasHadItsTime() {
    isUsuallyQuick();
    List<StorageRead> reads = fill();
    passes(ITS_TIME.minusNanos(1));

    assertThat(places.take(report("next"))).isEmpty();

    assertThat(reads).noneMatch(StorageRead::givesWay);
  }

  @Test
  void whatIsKnownAsSlowGivesWayAtOnceButForAQuarterOfThePlaces() {
    isUsuallyQuick();
    IntStream.rangeClosed(0, FOR_SLOW).forEach(i -> slow.add(report("report-" + i)));
    List<StorageRead> reads = fill();

    assertThat(placeOf(reads.get(FOR_SLOW), "quick")).isPresent();

    assertThat(reads).filteredOn(StorageRead::givesWay).containsExactly(reads.get(FOR_SLOW));
  }

  @Test
  void oneThatWantsAPlaceTakesItOfOneOnly() {
    isUsuallyQuick();
    List<StorageRead> reads = fill();
    passes(ITS_TIME);

    CompletableFuture<Optional<StorageRead>> next = takeInOwnThread("next");
    await().pollDelay(Duration.ofMillis(50)).until(() -> !next.isDone());

    assertThat(reads).filteredOn(StorageRead::givesWay).hasSize(1);
    passes(PATIENCE);
    assertThat(next).succeedsWithin(SOON).isEqualTo(Optional.empty());
  }

  @Test
  void whatIsKnownAsSlowTakesNoPlaceOfAnother() {
    isUsuallyQuick();
    slow.add(report("slow"));
    List<StorageRead> reads = fill();
    passes(ITS_TIME);

    assertThat(places.take(report("slow"))).isEmpty();

    assertThat(reads).noneMatch(StorageRead::givesWay);
    places.leave(reads.get(0), true);
    assertThat(places.take(report("slow"))).as("that is free").isPresent();
  }

  @Test
  void whatGivesWayIsCut() {
    isUsuallyQuick();
    List<StorageRead> reads = fill();
    passes(ITS_TIME);
    CompletableFuture<StorageRead> cut = new CompletableFuture<>();
    reads.forEach(read -> read.cut().onCut(() -> cut.complete(read)));

    CompletableFuture<Optional<StorageRead>> next = takeInOwnThread("next");

    assertThat(cut).isCompletedWithValue(reads.get(HALF - 1));
    passes(PATIENCE);
    assertThat(next).as("it has not left yet").succeedsWithin(SOON).isEqualTo(Optional.empty());
  }

  @Test
  void whatTakesAsLongAsItUsuallyDoesGivesNoWay() {
    for (int i = 0; i < 50; i++) {
      readOne(Duration.ofSeconds(3));
    }
    List<StorageRead> reads = fill();
    passes(Duration.ofSeconds(9));

    assertThat(places.take(report("next"))).isEmpty();

    assertThat(reads).noneMatch(StorageRead::givesWay);
  }

  @Test
  void aReportThatIsBeingReadForLongIsNotWaitedForByOthers() {
    isUsuallyQuick();
    CorrelationId report = report("large");
    assertThat(places.take(report)).isPresent();
    assertThat(places.take(report)).as("while it may come at any moment").isPresent();
    passes(ITS_TIME);

    assertThat(places.take(report)).isEmpty();
  }

  /** That one gives way, for the next one. */
  private Optional<StorageRead> placeOf(StorageRead one, String next) {
    CompletableFuture<Optional<StorageRead>> taken = takeInOwnThread(next);
    await().atMost(SOON).until(one::givesWay);
    places.leave(one, false);
    assertThat(taken).succeedsWithin(SOON);
    return taken.join();
  }

  private ReadPlaces places(int hands) {
    return new ReadPlaces(hands, slow::contains, nanos::get);
  }

  private void isUsuallyQuick() {
    for (int i = 0; i < 50; i++) {
      readOne(QUICK);
    }
  }

  private void readOne(Duration time) {
    StorageRead read = places.take(report("known")).orElseThrow();
    passes(time);
    places.leave(read, true);
  }

  private List<StorageRead> fill() {
    return IntStream.range(0, HALF)
        .mapToObj(i -> places.take(report("report-" + i)).orElseThrow())
        .toList();
  }

  private CompletableFuture<Optional<StorageRead>> takeInOwnThread(String report) {
    CompletableFuture<Optional<StorageRead>> taken = new CompletableFuture<>();
    Thread thread = new Thread(() -> taken.complete(places.take(report(report))));
    thread.setDaemon(true);
    thread.start();
    await()
        .atMost(SOON)
        .until(() -> taken.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
    return taken;
  }

  private void passes(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static CorrelationId report(String id) {
    return new CorrelationId(id);
  }
}
