package io.chasqui.benchmarks.scenario;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param mails of A and its yardsticks
 * @param warmUpMails sent by each of them before the clock starts, and before B
 * @param rounds how often A, its yardsticks, and C are repeated
 * @param countedDeliveries for which statements are counted
 * @param idle how long an idle system is watched
 * @param lateMails of B, over {@code lateMailsSpan}
 * @param lateNoOps of B without a peer, over {@code lateNoOpsSpan}
 * @param singles requests of C, in each round
 * @param batchItems items of C, in each round
 * @param backlog deliveries of D that wait, and as many that are finished
 * @param finishedJobs JobRunr's rows of D that are still kept
 * @param burst deliveries of each measurement in D
 * @param backlogRounds how often D compares
 * @param pages how often D asks for each list
 * @param timeout of each phase; filling and D's rounds have twice as much
 */
public record Sizes(
    int mails,
    int reportBytes,
    int warmUpMails,
    int rounds,
    int countedDeliveries,
    Duration idle,
    int lateMails,
    Duration lateMailsSpan,
    int lateNoOps,
    Duration lateNoOpsSpan,
    int singles,
    int batchItems,
    int backlog,
    int finishedJobs,
    int burst,
    int backlogRounds,
    int pages,
    Duration timeout) {

  private static final int REPORT_BYTES = 100 * 1024;

  /** What docs/performance.md tells. */
  public static Sizes full() {
    return new Sizes(
        5_000,
        REPORT_BYTES,
        500,
        3,
        500,
        Duration.ofSeconds(20),
        2_000,
        Duration.ofSeconds(20),
        10_000,
        Duration.ofSeconds(10),
        10_000,
        50_000,
        1_000_000,
        20_000,
        2_000,
        5,
        200,
        Duration.ofMinutes(3));
  }

  /** Enough to see that it works. Says nothing about speed. */
  public static Sizes smoke() {
    return new Sizes(
        30,
        REPORT_BYTES,
        10,
        1,
        10,
        Duration.ofSeconds(1),
        20,
        Duration.ofSeconds(1),
        100,
        Duration.ofSeconds(1),
        50,
        200,
        2_000,
        100,
        50,
        1,
        5,
        Duration.ofMinutes(1));
  }

  /** The same, but for these. */
  public Sizes with(int mails, int rounds, int backlog) {
    return new Sizes(
        mails,
        reportBytes,
        warmUpMails,
        rounds,
        countedDeliveries,
        idle,
        lateMails,
        lateMailsSpan,
        lateNoOps,
        lateNoOpsSpan,
        singles,
        batchItems,
        backlog,
        finishedJobs,
        burst,
        backlogRounds,
        pages,
        timeout);
  }
}
