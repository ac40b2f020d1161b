package io.chasqui.worker.jobrunr;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.jobs.DeliveryJobFactory;
import io.chasqui.worker.attempt.RunningJobs;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jobrunr.jobs.Job;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.jobrunr.storage.StorageProvider;

/** The jobs that a server runs, whose ends are written together with those of their deliveries. */
final class JobsInHand implements RunningJobs {

  private final Function<DeliveryId, Optional<Job>> running;
  private final StorageProvider storage;
  private final ReentrantLock writing = new ReentrantLock();

  /**
   * @param running the job of a delivery, when it runs now
   */
  JobsInHand(Function<DeliveryId, Optional<Job>> running, StorageProvider storage) {
    this.running = running;
    this.storage = storage;
  }

  /** As copies: should the transaction fail, the jobs still run. */
  @Override
  public void succeed(List<DeliveryId> delivered) {
    List<Job> ended =
        delivered.stream()
            .map(running)
            .flatMap(Optional::stream)
            .map(DeliveryJobFactory::succeeded)
            .toList();
    saveUnlessChanged(storage, ended);
  }

  @Override
  public <T> T whileNobodyWrites(Supplier<T> work) {
    writing.lock();
    try {
      return work.get();
    } finally {
      writing.unlock();
    }
  }

  /** Saves jobs; those that others have changed meanwhile are theirs. */
  static void saveUnlessChanged(StorageProvider storage, List<Job> jobs) {
    if (jobs.isEmpty()) {
      return;
    }
    try {
      storage.save(jobs);
    } catch (ConcurrentJobModificationException e) {
      // The others are saved.
    }
  }
}
