package io.chasqui.jobs;

import static org.jobrunr.jobs.mappers.MDCMapper.JOBRUNR_MDC_KEY;

import io.chasqui.delivery.DeliveryJobQueue;
import io.chasqui.delivery.FreshDelivery;
import io.chasqui.platform.Mdc;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.ScheduledState;
import org.jobrunr.storage.StorageException;
import org.jobrunr.storage.StorageProvider;
import org.springframework.dao.DataAccessException;
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
  private final DueSignals signals;
  private final SQLExceptionTranslator translator = new SQLStateSQLExceptionTranslator();

  JobRunrDeliveryQueue(StorageProvider storage, DueSignals signals) {
    this.storage = storage;
    this.signals = signals;
  }

  @Override
  public void addAll(List<FreshDelivery> deliveries) {
    save(deliveries.stream().map(JobRunrDeliveryQueue::job).toList());
    Map<Queue, Instant> earliest =
        deliveries.stream()
            .collect(
                Collectors.toMap(
                    JobRunrDeliveryQueue::queueOf,
                    JobRunrDeliveryQueue::dueAt,
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
            ? translator.translate("adding jobs", null, cause)
            : null;
    return known == null ? e : known;
  }

  static Job job(FreshDelivery fresh) {
    Job job =
        new Job(
            fresh.id().value(),
            queueOf(fresh).job(fresh.id().value()),
            new ScheduledState(dueAt(fresh), null, fresh.createdAt()));
    String correlationId = fresh.delivery().correlationId().value();
    job.setJobName(fresh.delivery().channel() + " " + correlationId);
    job.setAmountOfRetries(RETRIES_BY_JOBRUNR);
    // JobRunr puts it into the logging context of the worker's thread.
    job.getMetadata().put(JOBRUNR_MDC_KEY + "-" + Mdc.CORRELATION_ID, correlationId);
    return job;
  }

  private static Queue queueOf(FreshDelivery fresh) {
    return Queue.of(fresh.delivery().channel());
  }

  private static Instant dueAt(FreshDelivery fresh) {
    return fresh.delivery().scheduledTime();
  }
}
