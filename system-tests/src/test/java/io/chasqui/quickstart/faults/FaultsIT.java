package io.chasqui.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form of the most important faults. They happen in one scene, because it takes a quarter
 * of a minute until a worker that says nothing is believed to be gone; each test judges a part of
 * it.
 */
@Tag("faults")
class FaultsIT {

  private static final int UNDER_WAY = 150;

  @TempDir private static Path folder;
  private static FaultBed bed;

  private static Accepted claimed;
  private static Accepted connected;
  private static Accepted allowed;
  private static Accepted answered;
  private static Accepted stored;
  private static Accepted uncommitted;
  private static Accepted frozen;
  private static Accepted frozenWhenAllowed;
  private static List<Accepted> underWay;

  private static int sentBeforeTheEnd;
  private static List<String> statusesAtTheEnd;
  private static Instant killedAt;
  private static Instant heirReadyAt;
  private static Oracle oracle;

  @BeforeAll
  static void play() throws Exception {
    bed = FaultBed.start(folder, "faults");
    killAWorkerAtEachPoint();
    Worker sleeper = freezeAWorkerBeforeTheLastByte();
    tellAWorkerToEndUnderLoad();
    Worker heir = bed.startEmailWorker();
    heirReadyAt = Instant.now();
    bed.awaitNothingOpen(Duration.ofSeconds(90));
    sleeper.letGo(FailPoint.AFTER_CLAIM);
    sleeper.letGo(FailPoint.AFTER_PERMISSION);
    sleeper.thaw();
    sleeper.end(Duration.ofSeconds(20));
    heir.end(Duration.ofSeconds(20));
    oracle = bed.oracle();
  }

  private static void killAWorkerAtEachPoint() throws Exception {
    Worker worker = bed.startEmailWorker();
    claimed = bed.stopAt(FailPoint.AFTER_CLAIM, worker, Request.email("claimed"));
    connected = bed.stopAt(FailPoint.AFTER_CONNECT, worker, Request.email("connected"));
    allowed = bed.stopAt(FailPoint.AFTER_PERMISSION, worker, Request.email("allowed"));
    answered = bed.stopAt(FailPoint.AFTER_ANSWER, worker, Request.email("answered"));
    stored = bed.stopAt(FailPoint.AFTER_OUTCOME, worker, Request.email("stored"));
    uncommitted = bed.stopAt(FailPoint.IN_SHARED_COMMIT, worker, Request.email("uncommitted"));
    worker.kill();
    killedAt = Instant.now();
  }

  private static Worker freezeAWorkerBeforeTheLastByte() throws Exception {
    Worker worker = bed.startEmailWorker();
    frozen = bed.stopAt(FailPoint.AFTER_CLAIM, worker, Request.email("frozen"));
    frozenWhenAllowed =
        bed.stopAt(FailPoint.AFTER_PERMISSION, worker, Request.email("frozen-when-allowed"));
    worker.freeze();
    return worker;
  }

  private static void tellAWorkerToEndUnderLoad() throws Exception {
    Worker worker = bed.startEmailWorker("chasqui.worker.concurrency=16");
    int before = bed.mailServer().count();
    bed.mailServer().thinkFor(Duration.ofMillis(200));
    underWay = bed.schedule(Request.emails("under-way-", UNDER_WAY));
    await().until(() -> bed.mailServer().count() - before > 20);
    Duration needed = worker.end(FaultBed.SHUTDOWN_TIMEOUT);
    sentBeforeTheEnd = bed.mailServer().count() - before;
    statusesAtTheEnd = bed.statuses(underWay);
    System.out.printf(
        "A worker told to end did so in %d ms, with %d of %d mails sent%n",
        needed.toMillis(), sentBeforeTheEnd, underWay.size());
    bed.mailServer().thinkFor(Duration.ZERO);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void thePromiseIsKept() {
    oracle.findsThePromiseKept();
  }

  @Test
  void whatAWorkerThatDiedCannotHaveSentIsKnownToBeUnsentAndSentOnce() {
    assertThat(List.of(claimed, connected))
        .allSatisfy(
            delivery -> {
              assertThat(oracle.copies(delivery)).isEqualTo(1);
              assertThat(oracle.unknownAttempts(delivery)).isZero();
            });
  }

  @Test
  void aWorkerThatDiedIsMissedWithinThirtySecondsAndLongBeforeItsLeaseEnds() {
    Instant noLaterThan = later(killedAt.plusSeconds(30), heirReadyAt.plusSeconds(20));

    assertThat(List.of(claimed, connected, allowed, answered, uncommitted))
        .extracting(oracle::firstAttemptEndedAt)
        .allSatisfy(at -> assertThat(at).isBetween(killedAt, noLaterThan));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  @Test
  void whatAWorkerThatDiedMayHaveSentIsSentOnceMoreAndTheJournalSaysSo() {
    assertThat(List.of(allowed, answered, uncommitted))
        .extracting(oracle::unknownAttempts)
        .containsOnly(1L);
    assertThat(oracle.copies(allowed)).isEqualTo(1);
    assertThat(List.of(answered, uncommitted)).extracting(oracle::copies).containsOnly(2);
  }

  @Test
  void whatWasRecordedBeforeTheWorkerDiedIsNotSentAgain() {
    assertThat(oracle.unknownAttempts(stored)).isZero();
    assertThat(oracle.copies(stored)).isEqualTo(1);
  }

  @Test
  void aWorkerThatWasFrozenAndMissedSendsNothingWhenItWakes() {
    assertThat(oracle.unknownAttempts(frozen)).isZero();
    assertThat(oracle.unknownAttempts(frozenWhenAllowed)).isEqualTo(1);
    assertThat(List.of(frozen, frozenWhenAllowed)).extracting(oracle::copies).containsOnly(1);
  }

  @Test
  void aWorkerThatIsToldToEndFinishesWhatItSendsAndGivesBackTheRest() {
    assertThat(sentBeforeTheEnd).as("so that something is left").isLessThan(UNDER_WAY);
    assertThat(statusesAtTheEnd).as("nothing stays in its hands").doesNotContain("SENDING");
    assertThat(underWay).extracting(oracle::unknownAttempts).containsOnly(0L);
    assertThat(underWay).extracting(oracle::copies).containsOnly(1);
  }
}
