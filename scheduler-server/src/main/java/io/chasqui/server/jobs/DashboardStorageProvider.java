package io.chasqui.server.jobs;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.ActionLedger;
import io.chasqui.delivery.Decision;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.jobs.AnyLocaleServerTable;
import io.chasqui.jobs.JobContracts;
import io.chasqui.jobs.Queue;
import io.chasqui.jobs.QueueSignals;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.delivery.DeliveryProblems;
import java.sql.Connection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.JobNotFoundException;
import org.jobrunr.storage.StorageProviderUtils.DatabaseOptions;
import org.jobrunr.storage.sql.common.BackgroundJobServerTable;
import org.jobrunr.storage.sql.common.JobTable;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * JobRunr's tables as the server sees them. What a person does to a job on the dashboard is done to
 * its delivery in the same transaction: Requeue starts a failed delivery anew, Delete cancels one.
 */
final class DashboardStorageProvider extends PostgresStorageProvider {

  private final JobMapper jobMapper;
  private final ActionLedger ledger;
  private final DeliveryQueries queries;
  private final QueueSignals signals;
  private final JobActs acts;
  private final TransactionTemplate transaction;

  DashboardStorageProvider(
      DataSource dataSource,
      JobMapper jobMapper,
      ActionLedger ledger,
      DeliveryQueries queries,
      QueueSignals signals,
      JobActs acts,
      TransactionTemplate transaction) {
    super(dataSource, DatabaseOptions.NO_VALIDATE);
    this.jobMapper = jobMapper;
    this.ledger = ledger;
    this.queries = queries;
    this.signals = signals;
    this.acts = acts;
    this.transaction = transaction;
    setJobMapper(jobMapper);
  }

  /** The dashboard warns of those whose class is missing here: of a newer version's it must not. */
  @Override
  public Set<String> getDistinctJobSignatures(StateName... states) {
    return super.getDistinctJobSignatures(states).stream()
        .filter(signature -> !JobContracts.isOurs(signature))
        .collect(Collectors.toSet());
  }

  @Override
  protected BackgroundJobServerTable backgroundJobServerTable(Connection connection) {
    return new AnyLocaleServerTable(connection, dialect, tablePrefix);
  }

  @Override
  protected JobTable jobTable(Connection connection) {
    return new DashboardJobTable(connection, dialect, tablePrefix, jobMapper);
  }

  /**
   * A job may have no row while its delivery is being sent.
   *
   * @throws RequestRefused when it is being sent
   */
  @Override
  public Job getJobById(UUID id) {
    try {
      return super.getJobById(id);
    } catch (JobNotFoundException e) {
      requireEnded(new DeliveryId(id));
      throw e;
    }
  }

  /**
   * @throws RequestRefused when a job is to be deleted whose delivery is being sent
   */
  @Override
  public Job save(Job job) {
    boolean isNew = job.getVersion() == 0;
    Job saved = transaction.execute(status -> isNew ? saveNew(job) : saveWithDelivery(job));
    if (saved == null) {
      throw new IllegalStateException("a save always answers with the job");
    }
    return saved;
  }

  /** Jobs of deliveries are made in another way: this one is of a recurring job. */
  private Job saveNew(Job job) {
    Job saved = super.save(job);
    acts.job("created", saved.getId(), Optional.empty());
    return saved;
  }

  @Override
  public int deleteRecurringJob(String id) {
    Integer deleted =
        transaction.execute(
            status -> {
              int found = super.deleteRecurringJob(id);
              if (found > 0) {
                acts.recurringJobDeleted(id);
              }
              return found;
            });
    return deleted == null ? 0 : deleted;
  }

  /** The job before the delivery, as workers do it: the two would wait for each other otherwise. */
  private Job saveWithDelivery(Job job) {
    Job saved = super.save(job);
    DeliveryId id = new DeliveryId(job.getId());
    ledger.hold(id);
    Optional<DeliveryView> before = queries.find(id);
    Optional<Decision> decision = decide(job, id);
    if (decision.isPresent()) {
      acts.decided(decision.get(), before.orElseThrow(), queries.find(id).orElseThrow());
    } else {
      acts.job(done(job.getState()), job.getId(), before);
    }
    return saved;
  }

  private Optional<Decision> decide(Job job, DeliveryId id) {
    if (job.getState() == StateName.ENQUEUED) {
      Queue.taking(job.getJobSignature()).ifPresent(signals::jobsWait);
      // A delivery that was delivered is not sent again: its job runs and finds nothing to do.
      return ledger.revive(id).map(delivery -> Decision.RETRY);
    }
    if (job.getState() == StateName.DELETED) {
      if (ledger.cancel(id)) {
        return Optional.of(Decision.CANCEL);
      }
      requireEnded(id);
    }
    return Optional.empty();
  }

  private static String done(StateName state) {
    return switch (state) {
      case ENQUEUED -> "requeued";
      case DELETED -> "deleted";
      default -> "changed";
    };
  }

  private void requireEnded(DeliveryId id) {
    queries
        .find(id)
        .filter(delivery -> delivery.status().isOpen())
        .ifPresent(
            delivery -> {
              throw DeliveryProblems.inState(delivery.status());
            });
  }
}
