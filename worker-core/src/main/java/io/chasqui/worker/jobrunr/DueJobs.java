package io.chasqui.worker.jobrunr;

import java.time.Duration;
import java.util.List;
import org.jobrunr.jobs.Job;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of a share that are due.
 *
 * @param jobs locked, those that have waited longest
 * @param untilNext how long until the next one of the share is due that is not yet; null: there is
 *     no job that could have told
 */
record DueJobs(List<Job> jobs, @Nullable Duration untilNext) {}
