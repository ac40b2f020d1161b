package io.chasqui.worker.jobrunr;

import io.chasqui.jobs.DeliveryJobFactory;
import io.chasqui.jobs.Queue;
import io.chasqui.worker.lane.Share;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jobrunr.jobs.Job;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.JobSteward;
import org.jobrunr.storage.ConcurrentJobModificationException;

/**
 * Counts the jobs of each share of a queue in the server's hands from the moment they are taken,
 * and not from when a thread begins them, and says when one ends, where JobRunr's own would ask the
 * database for another. It also knows those that were taken and that no thread has begun yet.
 */
final class FedJobSteward extends JobSteward {

  private final BackgroundJobServer server;
  private final Map<UUID, Taken> unbegun = new ConcurrentHashMap<>();
  private final Map<Share, Integer> inHand = new ConcurrentHashMap<>();
  private final Map<Queue, Runnable> whenAJobEnds = new ConcurrentHashMap<>();

  /** Of the job that this thread runs: JobRunr does not say which one has ended. */
  private final ThreadLocal<Share> begun = new ThreadLocal<>();

  FedJobSteward(BackgroundJobServer server) {
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

  @Override
  public void startProcessing(Job job, Thread thread) {
    Taken taken = unbegun.remove(job.getId());
    if (taken != null) {
      begun.set(taken.share());
    }
    super.startProcessing(job, thread);
  }

  /** To be called when no thread begins a job any more. */
  int handBackDropped() {
    List<Taken> dropped = List.copyOf(unbegun.values());
    if (!dropped.isEmpty()) {
      saveUnlessChanged(
          dropped.stream().map(Taken::job).map(DeliveryJobFactory::asBeforeItWasTaken).toList());
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
    Optional<Share> ended = Optional.ofNullable(begun.get()).or(this::fullest);
    begun.remove();
    ended.ifPresent(this::oneHasEnded);
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
}
