package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryJobQueue;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.StoredDelivery;
import io.chasqui.delivery.WaitingDelivery;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jobrunr.JobRunrException;
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

/** Schedules, renews and ends the jobs of deliveries. */
@Component
class JobRunrDeliveryQueue implements DeliveryJobQueue {

  private final StorageProvider storage;
  private final JobMapper jobMapper;
  private final JobRows rows;
  private final JobInserts inserts;
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
    this.jobMapper = jobMapper;
    this.rows = new JobRows(jdbc);
    this.inserts = new JobInserts(jdbc, jobMapper);
    this.renewal = new JobRenewal(storage, inserts, jdbc, clock);
    this.signals = signals;
  }

  @Override
  public void addAll(List<StoredDelivery> deliveries) {
    inserts.addAll(deliveries.stream().map(JobRunrDeliveryQueue::job).toList());
    signalAfterCommit(deliveries.stream().map(StoredDelivery::waiting).toList());
  }

  private static JobInserts.New job(StoredDelivery fresh) {
    WaitingDelivery delivery = fresh.waiting();
    return new JobInserts.New(DeliveryJobFactory.of(delivery, fresh.createdAt()), delivery);
  }

  @Override
  public void hold(DeliveryId id) {
    rows.hold(id);
  }

  @Override
  public Set<DeliveryId> holdFree(List<DeliveryId> ids, boolean isToRenew) {
    return rows.holdFree(ids, isToRenew);
  }

  @Override
  public Set<DeliveryId> renew(List<WaitingDelivery> deliveries, String reason) {
    return replaced(deliveries, () -> renewal.renew(deliveries, reason));
  }

  @Override
  public Set<DeliveryId> takeOver(List<WaitingDelivery> deliveries, String reason) {
    return replaced(deliveries, () -> renewal.takeOver(deliveries, reason));
  }

  private Set<DeliveryId> replaced(
      List<WaitingDelivery> deliveries, Supplier<Set<DeliveryId>> replacement) {
    if (deliveries.isEmpty()) {
      return Set.of();
    }
    Set<DeliveryId> renewed = translated(replacement);
    signalAfterCommit(
        deliveries.stream().filter(delivery -> renewed.contains(delivery.id())).toList());
    return renewed;
  }

  @Override
  public void retire(DeliveryId id, String reason) {
    retireAll(List.of(id), reason);
  }

  @Override
  public void retireAll(List<DeliveryId> ids, String reason) {
    List<Job> deleted = new ArrayList<>();
    List<DeliveryId> unreadable = new ArrayList<>();
    rows.heldAndNotDeleted(ids)
        .forEach(
            (id, json) -> readable(json).ifPresentOrElse(deleted::add, () -> unreadable.add(id)));
    rows.remove(unreadable);
    delete(deleted, reason);
  }

  @Override
  public List<DeliveryId> changeLane(List<DeliveryId> ids, Lane lane) {
    return rows.changeLane(ids, lane);
  }

  private void delete(List<Job> jobs, String reason) {
    jobs.forEach(job -> job.delete(reason));
    if (!jobs.isEmpty()) {
      // As a list: a single one would be taken for what a person does on the dashboard.
      translated(() -> storage.save(jobs));
    }
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

  /** In Spring's words, as the ledger's are, so that a database that is away is known as that. */
  private <T> T translated(Supplier<T> save) {
    try {
      return save.get();
    } catch (StorageException e) {
      DataAccessException known =
          e.getCause() instanceof SQLException cause
              ? translator.translate("storing jobs", null, cause)
              : null;
      throw known == null ? e : known;
    }
  }
}
