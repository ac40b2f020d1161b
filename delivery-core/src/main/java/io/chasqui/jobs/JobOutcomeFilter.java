package io.chasqui.jobs;

import java.time.Clock;
import java.time.Duration;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.filters.ElectStateFilter;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.JobState;

/**
 * Makes the job tell the delivery's story: a run that asks to be repeated is scheduled again with
 * its reason, a delivery that was given up stays a failed job. A run that broke off for any other
 * reason (the database was away, its worker died) is repeated until it can say how it ended.
 */
final class JobOutcomeFilter implements ElectStateFilter {

  private static final Duration AFTER_BREAKDOWN = Duration.ofSeconds(5);

  private final Clock clock;

  JobOutcomeFilter(Clock clock) {
    this.clock = clock;
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
}
