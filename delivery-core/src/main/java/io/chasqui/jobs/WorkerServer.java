package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryRunner;
import io.chasqui.jobs.QueueSignals.Signal;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a queue in this process: JobRunr's server, what feeds it, the wake-ups, and the watchdog.
 * Starts after everything else in the application and stops before it.
 */
final class WorkerServer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WorkerServer.class);
  private static final Duration PROMOTION = Duration.ofSeconds(1);
  private static final Duration PRUNING = Duration.ofSeconds(10);
  private static final Duration WATCH = Duration.ofSeconds(2);
  private static final Duration LATE_OUTCOMES = Duration.ofSeconds(1);
  private static final long JOIN_MILLIS = 2_000;

  private final Queue queue;
  private final QueueJobServer jobServer;
  private final JobFeed feed;
  private final DeliveryRunner runner;
  private final DueJobPromoter promoter;
  private final JobPruner pruner;
  private final QueueListener listener;
  private final Watchdog watchdog;
  private List<Thread> threads = List.of();

  WorkerServer(
      Queue queue,
      QueueJobServer jobServer,
      JobFeed feed,
      DeliveryRunner runner,
      DueJobPromoter promoter,
      JobPruner pruner,
      DataSource dataSource) {
    this.queue = queue;
    this.jobServer = jobServer;
    this.feed = feed;
    this.runner = runner;
    this.promoter = promoter;
    this.pruner = pruner;
    this.listener = new QueueListener(dataSource, feed::wake, this::receive);
    this.watchdog = new Watchdog(jobServer, runner, dataSource);
  }

  @Override
  public void start() {
    jobServer.start();
    threads =
        List.of(
            thread(feed, "job-feed"),
            thread(listener, "queue-listener"),
            thread(
                new Rounds(PROMOTION, "Due jobs could not be promoted", this::markWhatWaits),
                "due-job-promoter"),
            thread(
                new Rounds(PRUNING, "Jobs that have ended could not be removed", pruner::prune),
                "job-pruner"),
            thread(
                new Rounds(
                    LATE_OUTCOMES, "Outcomes could not be stored", runner::recordLateOutcomes),
                "late-outcomes"),
            thread(
                new Rounds(WATCH, "JobRunr's server could not be started again", watchdog::look),
                "worker-watchdog"));
    threads.forEach(Thread::start);
  }

  @Override
  public void stop() {
    threads.forEach(Thread::interrupt);
    threads.forEach(WorkerServer::join);
    threads = List.of();
    jobServer.stop();
    runner.recordLateOutcomes();
    handBack();
  }

  @Override
  public boolean isRunning() {
    return jobServer.isRunning();
  }

  private void receive(Signal signal) {
    if (signal.queue() != queue) {
      return;
    }
    if (signal.dueAt() == null) {
      feed.wake();
    } else {
      feed.jobIsDue(signal.dueAt());
    }
  }

  /** A worker that is not full takes due jobs at their time without this. */
  private void markWhatWaits() {
    if (feed.leavesJobsWaiting()) {
      runner.expireOverdue();
      promoter.promoteDueJobs();
    }
  }

  private void handBack() {
    try {
      runner.handBack();
    } catch (RuntimeException e) {
      log.warn("Claims that were not used could not be given back; they end with their lease", e);
    }
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static void join(Thread thread) {
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
