package io.chasqui.worker.jobrunr;

import io.chasqui.jobs.DeliveryJobFactory;
import io.chasqui.jobs.Queue;
import io.chasqui.worker.lane.Share;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jobrunr.jobs.Job;
import org.jobrunr.server.JobSteward;
import org.jspecify.annotations.Nullable;

/**
 * Counts the jobs of each share of a queue in the server's hands from the moment they are taken,
 * and not from when a thread begins them, and says when one ends, where JobRunr's own would ask the
 * database for another. It also knows those that were taken and that no thread has begun yet.
 */
final class FedJobSteward extends JobSteward {

  /** What runs for so long has a row again, so that the dashboard shows it. */
  private static final Duration LONG_RUN = Duration.ofSeconds(1);

  private final QueueJobServer server;
  private final Map<UUID, Taken> unbegun = new ConcurrentHashMap<>();
  private final Map<UUID, Running> running = new ConcurrentHashMap<>();
  private final Map<Share, Integer> inHand = new ConcurrentHashMap<>();
  private final Map<Queue, Runnable> whenAJobEnds = new ConcurrentHashMap<>();

  /** Of the job that this thread runs: JobRunr does not say which one has ended. */
  private final ThreadLocal<Taken> begun = new ThreadLocal<>();

  FedJobSteward(QueueJobServer server) {
    super(server);
    this.server = server;
  }

  void whenAJobEnds(Queue queue, Runnable listener) {
    whenAJobEnds.put(queue, listener);
  }

  void jobsAreTaken(Share share, List<Job> jobs) {
    if (!jobs.isEmpty()) {
      inHand.merge(share, jobs.size(), Integer::sum);
      jobs.forEach(job -> unbegun.put(job.getId(), new Taken(share, job)));
    }
  }

  /** How many jobs of these shares are in the server's hands. */
  int inHand(Predicate<Share> shares) {
    return inHand.entrySet().stream()
        .filter(one -> shares.test(one.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Whose job this thread runs; empty where it was not taken for a share. */
  Optional<Share> share() {
    return Optional.ofNullable(begun.get()).map(Taken::share);
  }

  /** The job with this id, when it runs now. */
  Optional<Job> running(UUID id) {
    return Optional.ofNullable(running.get(id)).map(Running::job);
  }

  /** The jobs that run for so long that they are to be shown, and have no row. */
  List<Job> longRunsWithoutRows() {
    long now = System.nanoTime();
    return running.values().stream()
        .filter(one -> now - one.since() > LONG_RUN.toNanos() && server.hasNoRow(one.job()))
        .map(Running::job)
        .toList();
  }

  @Override
  public void startProcessing(Job job, Thread thread) {
    @Nullable Taken taken = unbegun.remove(job.getId());
    if (taken != null) {
      begun.set(taken);
    }
    running.put(job.getId(), new Running(job, System.nanoTime()));
    super.startProcessing(job, thread);
  }

  @Override
  public void stopProcessing(Job job) {
    // Another run of it may have begun since, when this one was taken for lost.
    running.computeIfPresent(job.getId(), (id, one) -> one.job() == job ? null : one);
    super.stopProcessing(job);
  }

  /** JobRunr touches their rows every few seconds, so that others know that they still run. */
  @Override
  public Set<Job> getJobsInProgress() {
    return super.getJobsInProgress().stream()
        .filter(job -> !server.hasNoRow(job))
        .collect(Collectors.toSet());
  }

  /** To be called when no thread begins a job any more. */
  int handBackDropped() {
    List<Taken> dropped = List.copyOf(unbegun.values());
    if (!dropped.isEmpty()) {
      JobsInHand.saveUnlessChanged(
          server.getStorageProvider(),
          dropped.stream().map(Taken::job).map(DeliveryJobFactory::asBeforeItWasTaken).toList());
      dropped.forEach(taken -> unbegun.remove(taken.job().getId(), taken));
      dropped.forEach(taken -> server.hasEnded(taken.job()));
    }
    return dropped.size();
  }

  /** After the server has stopped; jobs may still end that were taken before. */
  void forgetJobs() {
    inHand.clear();
  }

  @Override
  public int getOccupiedWorkerCount() {
    return inHand(share -> true);
  }

  @Override
  public void notifyThreadOccupied() {
    // It counts since it was taken.
  }

  @Override
  public void notifyThreadIdle() {
    Optional<Taken> ended = Optional.ofNullable(begun.get());
    begun.remove();
    ended.map(Taken::job).ifPresent(server::hasEnded);
    ended.map(Taken::share).or(this::fullest).ifPresent(this::oneHasEnded);
  }

  private void oneHasEnded(Share share) {
    inHand.computeIfPresent(share, (one, jobs) -> jobs == 1 ? null : jobs - 1);
    whenAJobEnds.getOrDefault(share.queue(), () -> {}).run();
  }

  /** For a job that broke off before it had begun: the sum at least stays right. */
  private Optional<Share> fullest() {
    return inHand.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  private record Taken(Share share, Job job) {}

  /**
   * A job that a thread runs.
   *
   * @param since by {@link System#nanoTime}
   */
  private record Running(Job job, long since) {}
}
