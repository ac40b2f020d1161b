package io.chasqui.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that die by SIGKILL: many times at each point, and at any moment. */
@Tag("faults")
class KilledWorkersIT {

  private static final int KILLS_AT_EACH_POINT = 20;
  private static final int KILLS_BY_CHANCE = 60;
  private static final int DELIVERIES = 2_000;

  private final FaultBed bed;

  KilledWorkersIT(@TempDir Path folder) throws Exception {
    bed = FaultBed.start(folder, "killed-workers");
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  /** One process dies with a thread at each point, so that a round costs one start. */
  @Test
  void atEachPointTwentyTimes() throws Exception {
    List<Accepted> all = new ArrayList<>();
    for (int round = 1; round <= KILLS_AT_EACH_POINT; round++) {
      Worker worker = bed.startEmailWorker();
      for (FailPoint point : FailPoint.ofAttempts()) {
        all.add(bed.stopAt(point, worker, Request.email(point + "-" + round)));
      }
      worker.kill();
    }
    bed.startEmailWorker();

    bed.awaitNothingOpen(Duration.ofMinutes(2));

    Oracle oracle = bed.oracle();
    System.out.println("20 kills at each of 7 points: " + oracle.summary());
    oracle.findsThePromiseKept();
    assertThat(all.stream().mapToLong(oracle::unknownAttempts).sum())
        .as("attempts of unknown outcome: those that were allowed to send, and not stored")
        .isLessThanOrEqualTo(3 * KILLS_AT_EACH_POINT);
  }

  @Test
  void beforeAJobThatRunsForLongIsShown() throws Exception {
    bed.mailServer().thinkFor(Duration.ofSeconds(4));
    Worker worker = bed.startEmailWorker();
    worker.arm(FailPoint.BEFORE_LONG_RUN);
    Accepted slow = bed.schedule(Request.email("slow"));
    worker.awaitReached(FailPoint.BEFORE_LONG_RUN);
    worker.kill();
    bed.mailServer().thinkFor(Duration.ZERO);
    bed.startEmailWorker();

    bed.awaitNothingOpen(Duration.ofMinutes(2));

    Oracle oracle = bed.oracle();
    oracle.findsThePromiseKept();
    assertThat(oracle.unknownAttempts(slow)).isEqualTo(1);
    assertThat(oracle.status(slow)).isEqualTo("DELIVERED");
  }

  @Test
  void atAnyMomentSixtyTimesDuringTwoThousandDeliveries() throws Exception {
    long seed = System.nanoTime();
    System.out.println("60 kills by chance, seed " + seed);
    Random chance = new Random(seed);
    bed.mailServer().thinkFor(Duration.ofMillis(100));
    Worker[] workers = {startWorker(), startWorker()};
    for (int kill = 0; kill < KILLS_BY_CHANCE; kill++) {
      int from = DELIVERIES * kill / KILLS_BY_CHANCE;
      int to = DELIVERIES * (kill + 1) / KILLS_BY_CHANCE;
      bed.schedule(Request.emails("round-" + kill + "-", to - from));
      // The moment is what is tried.
      Thread.sleep(chance.nextInt(500));
      int unlucky = chance.nextInt(workers.length);
      workers[unlucky].kill();
      workers[unlucky] = startWorker();
    }

    bed.awaitNothingOpen(Duration.ofMinutes(3));

    Oracle oracle = bed.oracle();
    System.out.println("60 kills by chance, 2,000 deliveries: " + oracle.summary());
    oracle.findsThePromiseKept();
  }

  private Worker startWorker() throws Exception {
    return bed.startEmailWorker("chasqui.worker.concurrency=8");
  }

  @Test
  void aMessageThatMayHaveArrivedIsHeld() throws Exception {
    Worker dying = bed.startMessagingWorker();
    isHeld(dying, Request::telegram, bed::startMessagingWorker);
  }

  @Test
  void anSmsThatMayHaveArrivedIsHeld() throws Exception {
    Worker dying = bed.startSmsWorker();
    isHeld(dying, number -> Request.sms(number + 1_000_000), bed::startSmsWorker);
  }

  /**
   * It dies before the peer has the message, when the peer has answered, and when that is stored.
   */
  private void isHeld(Worker dying, LongFunction<Request> requests, Start next) throws Exception {
    Accepted waiting = bed.stopAt(FailPoint.BEFORE_TURN, dying, requests.apply(7000));
    Accepted claimed = bed.stopAt(FailPoint.AFTER_CLAIM, dying, requests.apply(7001));
    Accepted answered = bed.stopAt(FailPoint.AFTER_ANSWER, dying, requests.apply(7002));
    Accepted stored = bed.stopAt(FailPoint.AFTER_OUTCOME, dying, requests.apply(7003));
    dying.kill();
    next.worker();

    bed.awaitNothingOpen(Duration.ofMinutes(2));

    Oracle oracle = bed.oracle();
    oracle.findsThePromiseKept();
    assertThat(List.of(waiting, claimed, answered, stored))
        .extracting(oracle::copies)
        .containsOnly(1);
    assertThat(List.of(waiting, claimed)).extracting(oracle::unknownAttempts).containsOnly(0L);
    assertThat(oracle.status(answered)).isEqualTo("UNCERTAIN");
  }

  /** Most of what it holds waits for its turn, or is at the gateway, or has its end stored. */
  @Test
  void whatAnSmsWorkerUnderLoadHeldIsSentOnceOrHeld() throws Exception {
    Worker dying = bed.startSmsWorker();
    List<Accepted> all =
        bed.schedule(LongStream.range(2_000_000, 2_000_600).mapToObj(Request::sms).toList());
    await().until(() -> bed.smsGateway().arrivals().size() > 150);
    dying.kill();
    bed.startSmsWorker();

    bed.awaitNothingOpen(Duration.ofMinutes(2));

    Oracle oracle = bed.oracle();
    System.out.println("An SMS worker killed under load: " + oracle.summary());
    oracle.findsThePromiseKept();
    assertThat(all.stream().mapToLong(oracle::unknownAttempts).sum())
        .as("of unknown outcome: what was at the gateway or being stored, not what waited")
        .isLessThanOrEqualTo(3 * 16);
  }

  @Test
  void aPushMessageThatMayHaveArrivedIsSentOnceMore() throws Exception {
    Worker dying = bed.startPushWorker();
    isSentOnceMore(dying, Request::push, bed::startPushWorker);
  }

  @Test
  void aWebhookThatMayHaveArrivedIsSentOnceMore() throws Exception {
    // All go to one host, and five are held at once.
    Worker dying = bed.startWebhookWorker("chasqui.webhook.per-host=8");
    isSentOnceMore(dying, Request::webhook, bed::startWebhookWorker);
  }

  /** Under the same id, which the oracle sees to. */
  private void isSentOnceMore(Worker dying, Function<String, Request> requests, Start next)
      throws Exception {
    Accepted waiting = bed.stopAt(FailPoint.BEFORE_TURN, dying, requests.apply("waiting"));
    Accepted claimed = bed.stopAt(FailPoint.AFTER_CLAIM, dying, requests.apply("claimed"));
    Accepted allowed = bed.stopAt(FailPoint.AFTER_PERMISSION, dying, requests.apply("allowed"));
    Accepted answered = bed.stopAt(FailPoint.AFTER_ANSWER, dying, requests.apply("answered"));
    Accepted stored = bed.stopAt(FailPoint.AFTER_OUTCOME, dying, requests.apply("stored"));
    dying.kill();
    next.worker();

    bed.awaitNothingOpen(Duration.ofMinutes(2));

    Oracle oracle = bed.oracle();
    oracle.findsThePromiseKept();
    assertThat(List.of(waiting, claimed, allowed, stored))
        .extracting(oracle::copies)
        .containsOnly(1);
    assertThat(List.of(waiting, claimed)).extracting(oracle::unknownAttempts).containsOnly(0L);
    assertThat(oracle.copies(answered)).isEqualTo(2);
    assertThat(List.of(waiting, claimed, allowed, answered, stored))
        .extracting(oracle::status)
        .containsOnly("DELIVERED");
  }

  private interface Start {

    Worker worker(String... settings) throws Exception;
  }
}
