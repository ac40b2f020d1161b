package io.chasqui.jobs;

import java.util.concurrent.atomic.AtomicInteger;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.JobSteward;

/**
 * Counts the jobs in the server's hands from the moment they are taken, and not from when a thread
 * begins them, and says when one ends, where JobRunr's own would ask the database for another.
 */
final class FedJobSteward extends JobSteward {

  private final AtomicInteger inHand = new AtomicInteger();
  private volatile Runnable aJobEnded = () -> {};

  FedJobSteward(BackgroundJobServer server) {
    super(server);
  }

  void whenAJobEnds(Runnable listener) {
    aJobEnded = listener;
  }

  void jobIsTaken() {
    inHand.incrementAndGet();
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
