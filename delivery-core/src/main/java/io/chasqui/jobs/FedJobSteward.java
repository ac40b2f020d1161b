package io.chasqui.jobs;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jobrunr.jobs.Job;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.JobSteward;
import org.jobrunr.storage.ConcurrentJobModificationException;

/**
 * Counts the jobs of each queue in the server's hands from the moment they are taken, and not from
 * when a thread begins them, and says when one ends, where JobRunr's own would ask the database for
 * another. It also knows those that were taken and that no thread has begun yet.
 */
final class FedJobSteward extends JobSteward {

  private final BackgroundJobServer server;
  private final Map<UUID, Taken> unbegun = new ConcurrentHashMap<>();
  private final Map<Queue, InHand> inHand = new EnumMap<>(Queue.class);

  /** Of the job that this thread runs: JobRunr does not say which one has ended. */
  private final ThreadLocal<Queue> begun = new ThreadLocal<>();

  FedJobSteward(BackgroundJobServer server) {
    super(server);
    this.server = server;
    Arrays.stream(Queue.values()).forEach(queue -> inHand.put(queue, new InHand()));
  }

  void whenAJobEnds(Queue queue, Runnable listener) {
    of(queue).aJobEnded = listener;
  }

  void jobsAreTaken(Queue queue, List<Job> jobs) {
    of(queue).count.addAndGet(jobs.size());
    jobs.forEach(job -> unbegun.put(job.getId(), new Taken(queue, job)));
  }

  /** How many jobs of the queue are in the server's hands. */
  int inHand(Queue queue) {
    return of(queue).count.get();
  }

  @Override
  public void startProcessing(Job job, Thread thread) {
    Taken taken = unbegun.remove(job.getId());
    if (taken != null) {
      begun.set(taken.queue());
    }
    super.startProcessing(job, thread);
  }

  /** To be called when no thread begins a job any more. */
  int handBackDropped() {
    List<Taken> dropped = List.copyOf(unbegun.values());
    if (!dropped.isEmpty()) {
      saveUnlessChanged(
          dropped.stream().map(Taken::job).map(WaitingJob::asBeforeItWasTaken).toList());
      dropped.forEach(taken -> unbegun.remove(taken.job().getId(), taken));
    }
    return dropped.size();
  }

  private void saveUnlessChanged(List<Job> jobs) {
    try {
      server.getStorageProvider().save(jobs);
    } catch (ConcurrentJobModificationException e) {
      // The others are saved; these somebody else has taken up already.
    }
  }

  /** After the server has stopped; jobs may still end that were taken before. */
  void forgetJobs() {
    inHand.values().forEach(queue -> queue.count.set(0));
  }

  @Override
  public int getOccupiedWorkerCount() {
    return inHand.values().stream().mapToInt(queue -> queue.count.get()).sum();
  }

  @Override
  public void notifyThreadOccupied() {
    // It counts since it was taken.
  }

  @Override
  public void notifyThreadIdle() {
    InHand queue = Optional.ofNullable(begun.get()).map(this::of).orElseGet(this::fullest);
    begun.remove();
    queue.count.updateAndGet(jobs -> Math.max(0, jobs - 1));
    queue.aJobEnded.run();
  }

  /** For a job that broke off before it had begun: the sum at least stays right. */
  private InHand fullest() {
    return inHand.values().stream()
        .max(Comparator.comparingInt(queue -> queue.count.get()))
        .orElseThrow();
  }

  private InHand of(Queue queue) {
    return Optional.ofNullable(inHand.get(queue)).orElseThrow();
  }

  private record Taken(Queue queue, Job job) {}

  /** What is known of a queue. */
  private static final class InHand {

    private final AtomicInteger count = new AtomicInteger();
    private volatile Runnable aJobEnded = () -> {};
  }
}
