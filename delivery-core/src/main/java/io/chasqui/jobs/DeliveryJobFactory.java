package io.chasqui.jobs;

import static org.jobrunr.jobs.mappers.MDCMapper.JOBRUNR_MDC_KEY;

import io.chasqui.delivery.WaitingDelivery;
import io.chasqui.platform.log.Mdc;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.ScheduledState;

/**
 * Jobs of deliveries as they wait for their time; their arguments and names hold nothing private.
 * They are built here and not by JobRunr's scheduler, which reads a lambda's byte code and writes
 * one job at a time.
 */
public final class DeliveryJobFactory {

  /** A failed run is scheduled again by {@code JobOutcomeFilter}, never by JobRunr's own policy. */
  private static final int RETRIES_BY_JOBRUNR = 0;

  private static final int FIRST_VERSION = 1;

  private DeliveryJobFactory() {}

  /** A job that is to be stored for the first time. */
  public static Job of(WaitingDelivery delivery, Instant createdAt) {
    return of(delivery, FIRST_VERSION, new ScheduledState(delivery.dueAt(), null, createdAt));
  }

  /** A job in place of one that is gone. */
  static Job inPlaceOfLost(WaitingDelivery delivery, Instant now, String reason) {
    return replacing(FIRST_VERSION, delivery, now, reason);
  }

  /**
   * A job that replaces what was stored.
   *
   * @param version of the row it replaces
   */
  static Job replacing(int version, WaitingDelivery delivery, Instant now, String reason) {
    return of(delivery, version, new ScheduledState(delivery.dueAt(), reason, now));
  }

  /** A job that a server has taken and not begun, as it waited before. */
  public static Job asBeforeItWasTaken(Job taken) {
    List<JobState> history = taken.getJobStates();
    return copy(taken, history.subList(0, history.size() - 1));
  }

  /** A job that runs, as it will be when it has succeeded. */
  public static Job succeeded(Job running) {
    return copy(running, running.getJobStates()).succeeded();
  }

  private static Job copy(Job job, List<JobState> history) {
    return named(
        job.getJobName(),
        new Job(
            job.getId(),
            job.getVersion(),
            job.getJobDetails(),
            history,
            new ConcurrentHashMap<>(job.getMetadata())));
  }

  private static Job of(WaitingDelivery delivery, int version, ScheduledState state) {
    String correlationId = delivery.correlationId().value();
    return named(
        delivery.channel() + " " + correlationId,
        new Job(
            delivery.id().value(),
            version,
            Queue.of(delivery.channel()).job(delivery.id().value(), delivery.band()),
            List.of(state),
            loggingContext(correlationId)));
  }

  private static Job named(String name, Job job) {
    job.setJobName(name);
    job.setAmountOfRetries(RETRIES_BY_JOBRUNR);
    return job;
  }

  /** JobRunr puts it into the logging context of the worker's thread. */
  private static ConcurrentMap<String, Object> loggingContext(String correlationId) {
    ConcurrentMap<String, Object> metadata = new ConcurrentHashMap<>();
    metadata.put(JOBRUNR_MDC_KEY + "-" + Mdc.CORRELATION_ID, correlationId);
    return metadata;
  }
}
