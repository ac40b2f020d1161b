package canary.feature;

import org.jobrunr.jobs.Job;

/** Breaks: only jobs packages know JobRunr. */
abstract class KnowsJobRunr {

  abstract Job job();
}
