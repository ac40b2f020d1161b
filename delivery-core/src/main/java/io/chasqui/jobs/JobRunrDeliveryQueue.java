package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryJobQueue;
import io.chasqui.delivery.FreshDelivery;
import io.chasqui.delivery.WaitingDelivery;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.storage.StorageException;
import org.jobrunr.storage.StorageProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Schedules the jobs of deliveries. */
@Component
class JobRunrDeliveryQueue implements DeliveryJobQueue {

  private final StorageProvider storage;
  private final JobRenewal renewal;
  private final DueSignals signals;
  private final SQLExceptionTranslator translator = new SQLStateSQLExceptionTranslator();

  JobRunrDeliveryQueue(
      StorageProvider storage,
      JobMapper jobMapper,
      JdbcClient jdbc,
      Clock clock,
      DueSignals signals) {
    this.storage = storage;
    this.renewal = new JobRenewal(storage, jobMapper, jdbc, clock);
    this.signals = signals;
  }

  @Override
  public void addAll(List<FreshDelivery> deliveries) {
    List<Job> jobs =
        deliveries.stream().map(fresh -> WaitingJob.of(waiting(fresh), fresh.createdAt())).toList();
    translated(() -> storage.save(jobs));
    signalAfterCommit(deliveries.stream().map(JobRunrDeliveryQueue::waiting).toList());
  }

  @Override
  public void renew(List<WaitingDelivery> deliveries) {
    if (!deliveries.isEmpty()) {
      translated(() -> renewal.renew(deliveries));
      signalAfterCommit(deliveries);
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

  /** In Spring's words, as the ledger's are, so that a database that is away is known as that. */
  private void translated(Runnable save) {
    try {
      save.run();
    } catch (StorageException e) {
      DataAccessException known =
          e.getCause() instanceof SQLException cause
              ? translator.translate("storing jobs", null, cause)
              : null;
      throw known == null ? e : known;
    }
  }

  private static WaitingDelivery waiting(FreshDelivery fresh) {
    return new WaitingDelivery(
        fresh.id(),
        fresh.delivery().channel(),
        fresh.delivery().correlationId(),
        fresh.delivery().scheduledTime());
  }
}
