package io.chasqui.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.filters.ApplyStateFilter;
import org.jobrunr.jobs.filters.ElectStateFilter;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.ScheduledState;

/**
 * Makes the job tell the delivery's story: a run that asks to be repeated is scheduled again with
 * its reason, a delivery that was given up stays a failed job. A run that broke off for any other
 * reason (the database was away, its worker died) is repeated until it can say how it ended.
 */
final class JobOutcomeFilter implements ElectStateFilter, ApplyStateFilter {

  private static final Duration AFTER_BREAKDOWN = Duration.ofSeconds(5);

  private final Clock clock;
  private final Consumer<Instant> jobIsDue;

  /**
   * @param jobIsDue hears when a job that was scheduled again is due
   */
  JobOutcomeFilter(Clock clock, Consumer<Instant> jobIsDue) {
    this.clock = clock;
    this.jobIsDue = jobIsDue;
  }

  @Override
  public void onStateElection(Job job, JobState newState) {
    if (!(newState instanceof FailedState failed) || failed.mustNotRetry()) {
      return;
    }
    Exception reason = failed.getException();
    if (reason instanceof JobRunsAgain again) {
      job.scheduleAt(again.at(), String.valueOf(again.getMessage()));
    } else if (!(reason instanceof JobGaveUp)) {
      job.scheduleAt(clock.instant().plus(AFTER_BREAKDOWN), "the run broke off");
    }
  }

  @Override
  public void onStateApplied(Job job, JobState oldState, JobState newState) {
    if (newState instanceof ScheduledState scheduled) {
      jobIsDue.accept(scheduled.getScheduledAt());
    }
  }
}
