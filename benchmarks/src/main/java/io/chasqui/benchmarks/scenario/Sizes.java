package io.chasqui.benchmarks.scenario;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param quiet between the end of an intake and the time its deliveries are due
 * @param timeout of each phase; each statement that fills a backlog has twice as much
 */
public record Sizes(
    Throughput throughput,
    Counting counting,
    Lateness lateness,
    Intake intake,
    Backlog backlog,
    Channels channels,
    Duration quiet,
    Duration timeout) {

  private static final int REPORT_BYTES = 100 * 1024;

  /** What docs/performance.md tells. */
  public static Sizes full() {
    return new Sizes(
        new Throughput(5_000, REPORT_BYTES, 2_000, 3),
        new Counting(500, Duration.ofSeconds(20), Duration.ofSeconds(11)),
        new Lateness(2_000, Duration.ofSeconds(20), 10_000, Duration.ofSeconds(10)),
        new Intake(10_000, 50_000, 3, 0),
        new Backlog(1_000_000, 20_000, 2_000, 5, 1_000),
        new Channels(16, 10_000, 2_000, Duration.ofSeconds(20)),
        Duration.ofSeconds(2),
        Duration.ofMinutes(3));
  }

  /** Enough to see that it works. Says nothing about speed. */
  public static Sizes smoke() {
    return new Sizes(
        new Throughput(30, REPORT_BYTES, 10, 1),
        new Counting(10, Duration.ofSeconds(1), Duration.ofMillis(100)),
        new Lateness(20, Duration.ofSeconds(1), 100, Duration.ofSeconds(1)),
        new Intake(60, 300, 1, 200),
        new Backlog(2_000, 100, 50, 1, 5),
        new Channels(4, 50, 20, Duration.ofSeconds(1)),
        Duration.ofMillis(500),
        Duration.ofMinutes(1));
  }

  /** The same but for what may be asked for. */
  public Sizes with(int mails, int warmUp, int rounds, int waiting, int oldMonth) {
    return new Sizes(
        new Throughput(mails, throughput.reportBytes, warmUp, rounds),
        counting,
        lateness,
        new Intake(intake.singles, intake.batchItems, rounds, oldMonth),
        new Backlog(waiting, backlog.finishedJobs, backlog.burst, backlog.rounds, backlog.pages),
        channels,
        quiet,
        timeout);
  }

  /**
   * A and its yardsticks, in each round; F has as many messages of each channel.
   *
   * @param warmUp mails that each of them sends before the clock starts, as does B's worker
   */
  public record Throughput(int mails, int reportBytes, int warmUp, int rounds) {}

  /**
   * Statements and commits of A.
   *
   * @param idle how long a system without work is watched
   * @param untilReported when idle sessions have told PostgreSQL what they did; 10 s later at most
   */
  public record Counting(int deliveries, Duration idle, Duration untilReported) {}

  /** B. */
  public record Lateness(int mails, Duration mailsSpan, int noOps, Duration noOpsSpan) {}

  /**
   * C, in each round.
   *
   * @param oldMonth deliveries of a month that is erased and goes beside the intake; 0: none does
   */
  public record Intake(int singles, int batchItems, int rounds, int oldMonth) {}

  /**
   * D.
   *
   * @param deliveries that wait, and as many that are finished
   * @param finishedJobs JobRunr's rows of those, as many as it still keeps
   * @param burst deliveries of each measurement
   * @param pages how often a list is asked for in each, at most
   */
  public record Backlog(int deliveries, int finishedJobs, int burst, int rounds, int pages) {}

  /**
   * F, in each round.
   *
   * @param perHost webhooks, and push messages, to one host that the worker has in flight at most
   * @param hanging webhooks for a host that hangs
   * @param others webhooks to another host, and as many SMS
   * @param othersSpan in which they are due
   */
  public record Channels(int perHost, int hanging, int others, Duration othersSpan) {}
}
