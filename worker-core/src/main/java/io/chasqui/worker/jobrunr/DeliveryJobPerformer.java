package io.chasqui.worker.jobrunr;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.platform.FailPoint;
import io.chasqui.platform.log.FailureLog;
import io.chasqui.worker.attempt.RunResult;
import io.chasqui.worker.lane.PeerSlot;
import org.jobrunr.jobs.Job;
import org.jobrunr.server.BackgroundJobPerformer;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the job of a delivery: makes one attempt and shows what comes next. JobRunr's own looks for
 * the class and the method of each job by reflection, which took longer than all the rest that it
 * does, and writes a job in a transaction of its own.
 */
final class DeliveryJobPerformer extends BackgroundJobPerformer {

  private static final Logger log = LoggerFactory.getLogger(DeliveryJobPerformer.class);

  private final QueueJobServer server;
  private final Job job;

  DeliveryJobPerformer(QueueJobServer server, Job job) {
    super(server, job);
    this.server = server;
    this.job = job;
  }

  /** What it throws becomes the job's next state, see {@link JobOutcomeFilter}. */
  @Override
  protected void performJob() {
    RunResult result = run(new DeliveryId(job.getId()));
    if (result instanceof RunResult.RunAgain again) {
      throw new JobRunsAgain(again.at(), again.reason());
    }
    if (result instanceof RunResult.GaveUp gaveUp) {
      throw new JobGaveUp(gaveUp.code());
    }
    if (result instanceof RunResult.Done) {
      showSucceeded();
    }
  }

  private RunResult run(DeliveryId delivery) {
    server.getJobSteward().startProcessing(job, Thread.currentThread());
    FailPoint.BEFORE_TURN.reached();
    try (PeerSlot slot = server.awaitSlot(job)) {
      return server.runnerOf(job).run(delivery, slot);
    } finally {
      server.getJobSteward().stopProcessing(job);
    }
  }

  private void showSucceeded() {
    try {
      job.succeeded();
      saveAndRunStateRelatedJobFilters(job);
    } catch (ConcurrentJobModificationException e) {
      log.debug("Job {} was changed by others", job.getId());
    } catch (RuntimeException e) {
      FailureLog.tell(
          log, "A job that is done could not be shown so", "it will run again, and do nothing", e);
    }
  }
}
