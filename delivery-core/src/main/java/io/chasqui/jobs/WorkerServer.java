package io.chasqui.jobs;

import io.chasqui.jobs.QueueSignals.Signal;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a queue in this process: JobRunr's server, the promotion of due jobs, the wake-ups, and the
 * watchdog. Starts after everything else in the application and stops before it.
 */
final class WorkerServer implements SmartLifecycle {

  private static final long JOIN_MILLIS = 2_000;

  private final Queue queue;
  private final WakeableJobServer jobServer;
  private final PromotionLoop promotion;
  private final QueueListener listener;
  private final Watchdog watchdog;
  private List<Thread> threads = List.of();

  WorkerServer(
      Queue queue, WakeableJobServer jobServer, PromotionLoop promotion, DataSource dataSource) {
    this.queue = queue;
    this.jobServer = jobServer;
    this.promotion = promotion;
    this.listener = new QueueListener(dataSource, this::lookAtEverything, this::receive);
    this.watchdog = new Watchdog(jobServer, dataSource);
  }

  @Override
  public void start() {
    jobServer.start();
    threads =
        List.of(
            thread(promotion, "due-job-promoter"),
            thread(listener, "queue-listener"),
            thread(watchdog, "worker-watchdog"));
    threads.forEach(Thread::start);
  }

  @Override
  public void stop() {
    threads.forEach(Thread::interrupt);
    threads.forEach(WorkerServer::join);
    threads = List.of();
    jobServer.stop();
  }

  @Override
  public boolean isRunning() {
    return jobServer.isRunning();
  }

  private void lookAtEverything() {
    promotion.jobIsDue(Instant.MIN);
    jobServer.lookForWork();
  }

  private void receive(Signal signal) {
    if (signal.queue() != queue) {
      return;
    }
    if (signal.dueAt() == null) {
      jobServer.lookForWork();
    } else {
      promotion.jobIsDue(signal.dueAt());
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
