package io.chasqui.worker.jobrunr;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jobrunr.jobs.Job;

/**
 * Jobs that this worker has taken together with their deliveries, and whose rows are gone: a
 * delivery under its lease needs no job, and one that goes well has its job written once, when it
 * has ended. Should this worker die, the delivery gets a new one.
 */
final class TakenJobs {

  /** Of each, its lane as the column has it. */
  private final Map<UUID, String> lanes = new ConcurrentHashMap<>();

  /**
   * @param lane as the column of their rows had it
   */
  void haveNoRows(List<Job> jobs, String lane) {
    jobs.forEach(job -> lanes.put(job.getId(), lane));
  }

  /** It is committed that they are written again, or have rows from others; or they have ended. */
  void haveRows(List<Job> jobs) {
    jobs.forEach(job -> lanes.remove(job.getId()));
  }

  boolean hasNoRow(Job job) {
    return lanes.containsKey(job.getId());
  }

  /** As its column is to have it. */
  String lane(Job job) {
    return Objects.requireNonNull(lanes.get(job.getId()), "the job has its row");
  }
}
