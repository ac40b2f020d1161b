package io.chasqui.worker.jobrunr;

import io.chasqui.platform.db.DatabaseAway;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.filters.ApplyStateFilter;
import org.jobrunr.jobs.filters.ElectStateFilter;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.ScheduledState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the job tell the delivery's story: a run that asks to be repeated is scheduled again with
 * its reason, a delivery that was given up stays a failed job. A run that broke off for any other
 * reason (the database was away, its worker died) is repeated until it can say how it ended.
 */
final class JobOutcomeFilter implements ElectStateFilter, ApplyStateFilter {

  private static final Logger log = LoggerFactory.getLogger(JobOutcomeFilter.class);

  private static final Duration AFTER_BREAKDOWN = Duration.ofSeconds(5);

  private final Clock clock;
  private final BiConsumer<String, Instant> jobIsDue;

  /**
   * @param jobIsDue hears the signature of a job that was scheduled again, and when it is due
   */
  JobOutcomeFilter(Clock clock, BiConsumer<String, Instant> jobIsDue) {
    this.clock = clock;
    this.jobIsDue = jobIsDue;
  }

  @Override
  public void onStateElection(Job job, JobState newState) {
    if (!(newState instanceof FailedState failed)) {
      return;
    }
    if (failed.mustNotRetry()) {
      log.error(
          "Job {} cannot be run and is not repeated: {}. Its delivery gets a new job by itself; the"
              + " job's page on the dashboard has the stack trace",
          job.getId(),
          failed.getExceptionType());
      return;
    }
    Exception reason = failed.getException();
    if (reason instanceof JobRunsAgain again) {
      job.scheduleAt(again.at(), String.valueOf(again.getMessage()));
    } else if (!(reason instanceof JobGaveUp)) {
      job.scheduleAt(clock.instant().plus(AFTER_BREAKDOWN), "the run broke off");
      tell(job, failed);
    }
  }

  /** JobRunr would tell it with a stack trace, which the job keeps anyhow. */
  private static void tell(Job job, FailedState failed) {
    Exception reason = failed.getException();
    if (reason == null || !DatabaseAway.isReasonOf(reason)) {
      log.warn(
          "The run of job {} broke off and is repeated in {} s: {}. The job's page on the dashboard"
              + " has the stack trace",
          job.getId(),
          AFTER_BREAKDOWN.toSeconds(),
          failed.getExceptionType());
    }
  }

  @Override
  public void onStateApplied(Job job, JobState oldState, JobState newState) {
    if (newState instanceof ScheduledState scheduled) {
      jobIsDue.accept(job.getJobSignature(), scheduled.getScheduledAt());
    }
  }
}
