package io.chasqui.worker.jobrunr;

import io.chasqui.platform.db.GroupCommit;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jobrunr.jobs.Job;
import org.jobrunr.storage.ConcurrentJobModificationException;

/** Saves jobs that change at the same time in one transaction. */
final class JobSaves {

  private static final int MOST = 200;

  private final Consumer<List<Job>> saveAll;
  private final GroupCommit<Job, Boolean> writes =
      new GroupCommit<>("job-saves", MOST, Duration.ZERO, this::write, exception -> false);

  /**
   * @param saveAll saves what nobody else has changed meanwhile, and throws a {@link
   *     ConcurrentJobModificationException} that names the rest
   */
  JobSaves(Consumer<List<Job>> saveAll) {
    this.saveAll = saveAll;
  }

  /**
   * @throws ConcurrentJobModificationException when another has changed the job meanwhile
   */
  Job save(Job job) {
    if (!writes.write(job)) {
      throw new ConcurrentJobModificationException(job);
    }
    return job;
  }

  private List<Boolean> write(List<Job> jobs) {
    List<Job> overtaken = saveAllBut(jobs);
    return jobs.stream().map(job -> !overtaken.contains(job)).toList();
  }

  private List<Job> saveAllBut(List<Job> jobs) {
    try {
      saveAll.accept(jobs);
      return List.of();
    } catch (ConcurrentJobModificationException e) {
      return e.getConcurrentUpdatedJobs();
    }
  }
}
