package io.chasqui.jobs;

import static org.jobrunr.jobs.mappers.MDCMapper.JOBRUNR_MDC_KEY;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryJobQueue;
import io.chasqui.delivery.FreshDelivery;
import io.chasqui.delivery.WaitingDelivery;
import io.chasqui.platform.Mdc;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jobrunr.JobRunrException;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.ScheduledState;
import org.jobrunr.storage.StorageException;
import org.jobrunr.storage.StorageProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Schedules the jobs of deliveries; their arguments and names hold nothing private. Jobs are built
 * here and not by JobRunr's scheduler, which reads a lambda's byte code and writes one job at a
 * time.
 */
@Component
class JobRunrDeliveryQueue implements DeliveryJobQueue {

  /** A failed run is scheduled again by {@link JobOutcomeFilter}, never by JobRunr's own policy. */
  private static final int RETRIES_BY_JOBRUNR = 0;

  private final StorageProvider storage;
  private final JobMapper jobMapper;
  private final JobRows rows;
  private final DueSignals signals;
  private final Clock clock;
  private final SQLExceptionTranslator translator = new SQLStateSQLExceptionTranslator();

  JobRunrDeliveryQueue(
      StorageProvider storage,
      JdbcClient jdbc,
      JobMapper jobMapper,
      DueSignals signals,
      Clock clock) {
    this.storage = storage;
    this.jobMapper = jobMapper;
    this.rows = new JobRows(jdbc, jobMapper);
    this.signals = signals;
    this.clock = clock;
  }

  @Override
  public void addAll(List<FreshDelivery> deliveries) {
    save(deliveries.stream().map(JobRunrDeliveryQueue::job).toList());
    signalAfterCommit(deliveries.stream().map(FreshDelivery::waiting).toList());
  }

  @Override
  public void hold(DeliveryId id) {
    rows.hold(List.of(id));
  }

  /**
   * A new job goes on counting the old one's versions: a worker that woke up with the old one in
   * its hands could take the new one for it otherwise.
   */
  @Override
  public Set<DeliveryId> renew(List<WaitingDelivery> deliveries) {
    Map<DeliveryId, Integer> versions =
        rows.hold(deliveries.stream().map(WaitingDelivery::id).toList());
    Instant now = clock.instant();
    Set<DeliveryId> renewed =
        rows.replace(
            deliveries.stream()
                .map(delivery -> job(delivery, now, versions.getOrDefault(delivery.id(), 0) + 1))
                .toList());
    signalAfterCommit(
        deliveries.stream().filter(delivery -> renewed.contains(delivery.id())).toList());
    return renewed;
  }

  @Override
  public void retire(DeliveryId id, String reason) {
    rows.heldAndNotDeleted(id)
        .ifPresent(
            json ->
                readable(json).ifPresentOrElse(job -> delete(job, reason), () -> rows.remove(id)));
  }

  private void delete(Job job, String reason) {
    job.delete(reason);
    // As a list: a single one would be taken for what a person does on the dashboard.
    save(List.of(job));
  }

  private Optional<Job> readable(String json) {
    try {
      return Optional.of(jobMapper.deserializeJob(json));
    } catch (JobRunrException e) {
      return Optional.empty();
    }
  }

  private void signalAfterCommit(List<WaitingDelivery> deliveries) {
    Map<Queue, Instant> earliest =
        deliveries.stream()
            .collect(
                Collectors.toMap(
                    delivery -> Queue.of(delivery.channel()),
                    WaitingDelivery::dueAt,
                    DueSignals::earlier));
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            signals.jobsAreDue(earliest);
          }
        });
  }

  private void save(List<Job> jobs) {
    try {
      storage.save(jobs);
    } catch (StorageException e) {
      throw translated(e);
    }
  }

  /** In Spring's words, as the ledger's are, so that a database that is away is known as that. */
  private RuntimeException translated(StorageException e) {
    DataAccessException known =
        e.getCause() instanceof SQLException cause
            ? translator.translate("saving jobs", null, cause)
            : null;
    return known == null ? e : known;
  }

  static Job job(FreshDelivery fresh) {
    return job(fresh.waiting(), fresh.createdAt(), 0);
  }

  /**
   * @param version 0: JobRunr is going to store it as a new one
   */
  private static Job job(WaitingDelivery delivery, Instant createdAt, int version) {
    UUID id = delivery.id().value();
    Job job =
        new Job(
            id,
            version,
            Queue.of(delivery.channel()).job(id),
            List.of(new ScheduledState(delivery.dueAt(), null, createdAt)),
            new ConcurrentHashMap<>());
    String correlationId = delivery.correlationId().value();
    job.setJobName(delivery.channel() + " " + correlationId);
    job.setAmountOfRetries(RETRIES_BY_JOBRUNR);
    // JobRunr puts it into the logging context of the worker's thread.
    job.getMetadata().put(JOBRUNR_MDC_KEY + "-" + Mdc.CORRELATION_ID, correlationId);
    return job;
  }
}
