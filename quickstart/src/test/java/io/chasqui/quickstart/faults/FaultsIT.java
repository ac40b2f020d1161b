package io.chasqui.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of each important fault; the long ones are tagged. */
class FaultsIT {

  @TempDir private static Path folder;
  private static FaultBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = FaultBed.start(folder, "faults");
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @AfterEach
  void killWorkers() {
    bed.killWorkers();
  }

  @Test
  void workersThatDieOrFreezeLoseNothingAndRepeatOnlyWhatMayHaveArrived() throws Exception {
    Worker dying = bed.startEmailWorker();
    Accepted claimed = bed.stopAt(FailPoint.AFTER_CLAIM, dying, Request.email("claimed"));
    Accepted connected = bed.stopAt(FailPoint.AFTER_CONNECT, dying, Request.email("connected"));
    Accepted answered = bed.stopAt(FailPoint.AFTER_ANSWER, dying, Request.email("answered"));
    Accepted stored = bed.stopAt(FailPoint.AFTER_OUTCOME, dying, Request.email("stored"));
    dying.kill();
    Worker freezing = bed.startEmailWorker();
    Accepted frozen = bed.stopAt(FailPoint.AFTER_CLAIM, freezing, Request.email("frozen"));
    freezing.freeze();
    List<Accepted> all = List.of(claimed, connected, answered, stored, frozen);

    Worker heir = bed.startEmailWorker();
    bed.awaitNothingOpen(Duration.ofSeconds(90));
    freezing.letGo(FailPoint.AFTER_CLAIM);
    freezing.thaw();
    freezing.end(Duration.ofSeconds(20));
    heir.end(Duration.ofSeconds(20));

    Oracle oracle = bed.oracle();
    oracle.findsThePromiseKept();
    assertThat(all)
        .extracting(oracle::copies)
        .as("claimed, connected, answered, stored, frozen")
        .containsExactly(1, 1, 2, 1, 1);
    assertThat(all)
        .extracting(oracle::unknownAttempts)
        .as("only what had come to its dot may have arrived")
        .containsExactly(0L, 0L, 1L, 0L, 0L);
  }

  @Test
  void aWorkerThatIsToldToEndFinishesWhatItSendsAndGivesBackTheRest() throws Exception {
    int before = bed.mailServer().count();
    bed.mailServer().thinkFor(Duration.ofMillis(200));
    Worker leaving = bed.startEmailWorker("chasqui.worker.concurrency=16");
    List<Accepted> all = bed.schedule(Request.emails("leaving-", 150));
    await().until(() -> bed.mailServer().count() - before > 10);

    Duration needed = leaving.end(Duration.ofSeconds(15));

    int sentBefore = bed.mailServer().count() - before;
    System.out.printf(
        "A worker with 16 deliveries in its hands ended in %d ms, %d of %d were sent%n",
        needed.toMillis(), sentBefore, all.size());
    assertThat(sentBefore).as("so that something was left").isLessThan(all.size());
    assertThat(bed.beingSent()).isZero();
    bed.mailServer().thinkFor(Duration.ZERO);
    Worker heir = bed.startEmailWorker();
    bed.awaitNothingOpen(Duration.ofSeconds(30));
    heir.end(Duration.ofSeconds(20));
    Oracle oracle = bed.oracle();
    oracle.findsThePromiseKept();
    assertThat(all).extracting(oracle::unknownAttempts).containsOnly(0L);
    assertThat(all).extracting(oracle::copies).containsOnly(1);
  }
}
