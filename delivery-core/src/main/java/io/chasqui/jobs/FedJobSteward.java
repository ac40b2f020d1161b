package io.chasqui.jobs;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jobrunr.jobs.Job;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.JobSteward;
import org.jobrunr.storage.ConcurrentJobModificationException;

/**
 * Counts the jobs in the server's hands from the moment they are taken, and not from when a thread
 * begins them, and says when one ends, where JobRunr's own would ask the database for another. It
 * also knows those that were taken and that no thread has begun yet.
 */
final class FedJobSteward extends JobSteward {

  private final BackgroundJobServer server;
  private final Map<UUID, Job> unbegun = new ConcurrentHashMap<>();
  private final AtomicInteger inHand = new AtomicInteger();
  private volatile Runnable aJobEnded = () -> {};

  FedJobSteward(BackgroundJobServer server) {
    super(server);
    this.server = server;
  }

  void whenAJobEnds(Runnable listener) {
    aJobEnded = listener;
  }

  void jobsAreTaken(List<Job> jobs) {
    inHand.addAndGet(jobs.size());
    jobs.forEach(job -> unbegun.put(job.getId(), job));
  }

  @Override
  public void startProcessing(Job job, Thread thread) {
    unbegun.remove(job.getId());
    super.startProcessing(job, thread);
  }

  /** To be called when no thread begins a job any more. */
  int handBackDropped() {
    List<Job> dropped = List.copyOf(unbegun.values());
    if (!dropped.isEmpty()) {
      saveUnlessChanged(dropped.stream().map(WaitingJob::asBeforeItWasTaken).toList());
      dropped.forEach(job -> unbegun.remove(job.getId(), job));
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
    inHand.set(0);
  }

  @Override
  public int getOccupiedWorkerCount() {
    return inHand.get();
  }

  @Override
  public void notifyThreadOccupied() {
    // It counts since it was taken.
  }

  @Override
  public void notifyThreadIdle() {
    inHand.updateAndGet(jobs -> Math.max(0, jobs - 1));
    aJobEnded.run();
  }
}
