package io.chasqui.worker.jobrunr;

import io.chasqui.jobs.JobContracts;
import io.chasqui.jobs.Queue;
import io.chasqui.jobs.StoredJob;
import io.chasqui.jobs.StrictJobJson;
import io.chasqui.worker.jobrunr.JobQuarantine.Flaw;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;

/**
 * Reads jobs from their rows. JobRunr fails the whole look for work when it meets a row that it
 * cannot read, and would call whatever a row names; here such a row is set aside, and the others go
 * on.
 */
final class JobReader {

  private final JobMapper jobMapper;
  private final JobQuarantine quarantine;

  JobReader(JobMapper jobMapper, JobQuarantine quarantine) {
    this.jobMapper = jobMapper;
    this.quarantine = quarantine;
  }

  /**
   * The jobs of these rows, in their order, without those that nobody can run, and without those of
   * our contracts that only others run: such a row is not even read.
   */
  List<Job> read(List<StoredJob> rows) {
    List<Job> jobs = new ArrayList<>(rows.size());
    Map<StoredJob, Flaw> flawed = new LinkedHashMap<>();
    for (StoredJob row : rows) {
      read(row, jobs, flawed);
    }
    quarantine.setAside(flawed);
    return jobs;
  }

  private void read(StoredJob row, List<Job> jobs, Map<StoredJob, Flaw> flawed) {
    Optional<Queue> queue = Queue.taking(row.signature());
    if (queue.isEmpty()) {
      if (!JobContracts.isOurs(row.signature())) {
        flawed.put(row, Flaw.UNKNOWN_METHOD);
      }
      return;
    }
    try {
      Job job = jobMapper.deserializeJob(row.json());
      if (isOf(row, job, queue.get())) {
        jobs.add(job);
      } else {
        flawed.put(row, Flaw.CONTRADICTS_ITS_ROW);
      }
    } catch (StrictJobJson.UnknownMethod e) {
      flawed.put(row, Flaw.UNKNOWN_METHOD);
    } catch (RuntimeException e) {
      flawed.put(row, Flaw.UNREADABLE);
    }
  }

  private static boolean isOf(StoredJob row, Job job, Queue queue) {
    UUID id = UUID.fromString(row.id());
    return row.version() > 0
        && job.getVersion() == row.version()
        && job.getId().equals(id)
        && job.getState().name().equals(row.state())
        && queue.isJob(row.signature(), job.getJobDetails(), id);
  }
}
