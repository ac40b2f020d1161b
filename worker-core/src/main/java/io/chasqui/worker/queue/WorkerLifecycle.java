package io.chasqui.worker.queue;

import io.chasqui.jobs.PeriodicThread;
import io.chasqui.jobs.QueueSignals;
import io.chasqui.jobs.QueueSignals.Signal;
import io.chasqui.worker.jobrunr.QueueJobServer;
import io.chasqui.worker.maintenance.WorkerTasks;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the queues of this process: JobRunr's server, what feeds it, the wake-ups, and what is done
 * every few seconds. Starts after everything else in the application and stops before it.
 */
public final class WorkerLifecycle implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WorkerLifecycle.class);
  private static final long JOIN_MILLIS = 2_000;

  private final QueueJobServer jobServer;
  private final HostedQueues queues;
  private final QueueSignals signals;
  private final QueueListener listener;
  private final WorkerTasks rounds;
  private volatile List<Thread> threads = List.of();

  public WorkerLifecycle(
      QueueJobServer jobServer,
      HostedQueues queues,
      QueueSignals signals,
      DataSource dataSource,
      WorkerTasks rounds) {
    this.jobServer = jobServer;
    this.queues = queues;
    this.signals = signals;
    this.rounds = rounds;
    this.listener = new QueueListener(dataSource, queues::wake, this::receive);
  }

  @Override
  public void start() {
    queues.all().forEach(hosted -> hosted.slots().open());
    rounds.firstBeforeJobs().forEach(PeriodicThread::runRound);
    jobServer.start();
    threads =
        Stream.of(
                queues.all().stream().map(WorkerLifecycle::feedThread),
                Stream.of(thread(listener, "queue-listener")),
                rounds.all().map(PeriodicThread::thread))
            .flatMap(Function.identity())
            .toList();
    threads.forEach(Thread::start);
  }

  @Override
  public void stop() {
    threads.forEach(Thread::interrupt);
    threads.forEach(WorkerLifecycle::join);
    threads = List.of();
    queues.all().forEach(hosted -> hosted.slots().close());
    jobServer.stop();
    queues.all().forEach(hosted -> hosted.runner().recordLateOutcomes());
    handBack();
  }

  /** Whether it was started; JobRunr's server may have stopped itself meanwhile. */
  @Override
  public boolean isRunning() {
    return !threads.isEmpty();
  }

  /** Whether jobs are run here now. */
  public boolean takesJobs() {
    return isRunning() && jobServer.takesJobs() && jobServer.databaseIsThere();
  }

  private void receive(Signal signal) {
    if (signal.dueAt() == null) {
      queues.of(signal.queue()).ifPresent(hosted -> hosted.feed().wake());
    } else {
      queues.jobIsDue(signal.queue(), signal.dueAt());
    }
  }

  /** The deliveries first: whoever gets a job then finds its delivery free. */
  private void handBack() {
    try {
      queues.each(hosted -> hosted.runner().handBack());
      if (jobServer.handBackDropped() > 0) {
        queues.all().forEach(hosted -> signals.jobsWait(hosted.queue()));
      }
    } catch (RuntimeException e) {
      log.warn("What was not begun could not be handed back; others take it after its lease", e);
    }
  }

  private static Thread feedThread(HostedQueue hosted) {
    return thread(hosted.feed(), "job-feed-" + hosted.queue().word());
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
