package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryRunner;
import io.chasqui.jobs.QueueSignals.Signal;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a queue in this process: JobRunr's server, what feeds it, the wake-ups, and what is done
 * every few seconds. Starts after everything else in the application and stops before it.
 */
final class WorkerServer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WorkerServer.class);
  private static final long JOIN_MILLIS = 2_000;

  private final Queue queue;
  private final QueueJobServer jobServer;
  private final JobFeed feed;
  private final DeliveryRunner runner;
  private final QueueSignals signals;
  private final QueueListener listener;
  private final WorkerRounds rounds;
  private volatile List<Thread> threads = List.of();

  WorkerServer(
      Queue queue,
      QueueJobServer jobServer,
      JobFeed feed,
      DeliveryRunner runner,
      QueueSignals signals,
      DataSource dataSource,
      WorkerRounds rounds) {
    this.queue = queue;
    this.jobServer = jobServer;
    this.feed = feed;
    this.runner = runner;
    this.signals = signals;
    this.rounds = rounds;
    this.listener = new QueueListener(dataSource, feed::wake, this::receive);
  }

  @Override
  public void start() {
    rounds.firstBeforeJobs().forEach(Rounds::runRound);
    jobServer.start();
    threads =
        Stream.concat(
                Stream.of(thread(feed, "job-feed"), thread(listener, "queue-listener")),
                rounds.all().map(Rounds::thread))
            .toList();
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

  /** Whether it was started; JobRunr's server may have stopped itself meanwhile. */
  @Override
  public boolean isRunning() {
    return !threads.isEmpty();
  }

  /** Whether jobs are run here now. */
  boolean takesJobs() {
    return isRunning() && jobServer.takesJobs() && jobServer.databaseIsThere();
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

  /** The deliveries first: whoever gets a job then finds its delivery free. */
  private void handBack() {
    try {
      runner.handBack();
      if (jobServer.handBackDropped() > 0) {
        signals.jobsWait(queue);
      }
    } catch (RuntimeException e) {
      log.warn("What was not begun could not be handed back; others take it after its lease", e);
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
