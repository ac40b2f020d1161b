package io.chasqui.worker.jobrunr;

import io.chasqui.platform.log.FailureLog;
import io.chasqui.worker.lane.Share;
import io.chasqui.worker.queue.OwnQueues;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.BackgroundJobServerStatus;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.jobrunr.storage.RecurringJobsResult;
import org.jobrunr.storage.StorageException;
import org.jobrunr.storage.StorageProviderUtils.DatabaseOptions;
import org.jobrunr.storage.navigation.AmountRequest;
import org.jobrunr.storage.sql.common.BackgroundJobServerTable;
import org.jobrunr.storage.sql.common.JobTable;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JobRunr's tables as a worker of some queues sees them. Stock JobRunr lets any server take any
 * job, and fails it at once where the bean is missing; here a worker takes its own queues' jobs
 * only. Times are the database's, whatever the machine's clock says, and a row that cannot be read
 * stops nobody.
 */
final class QueueStorageProvider extends PostgresStorageProvider {

  private static final Logger log = LoggerFactory.getLogger(QueueStorageProvider.class);

  private final OwnQueues queues;
  private final JobMapper jobMapper;
  private final JobReader reader;
  private final TakenJobs taken;
  private final Clock machine;
  private final JobSaves saves;
  private volatile boolean isAway;
  private volatile @Nullable UUID master;

  /**
   * @param taken knows which jobs have no row while they run
   * @param machine the clock that JobRunr goes by
   */
  QueueStorageProvider(
      DataSource dataSource,
      JobMapper jobMapper,
      JobReader reader,
      OwnQueues queues,
      TakenJobs taken,
      Clock machine) {
    super(dataSource, DatabaseOptions.NO_VALIDATE);
    this.queues = queues;
    this.jobMapper = jobMapper;
    this.reader = reader;
    this.taken = taken;
    this.machine = machine;
    this.saves = new JobSaves(super::save);
    setJobMapper(jobMapper);
  }

  /** Jobs that end at the same time are saved together. A new job belongs to its transaction. */
  @Override
  public Job save(Job job) {
    return job.getVersion() == 0 ? super.save(job) : saves.save(job);
  }

  /**
   * The note that jobs still run is part of a heartbeat too: it is repeated at the next one. What
   * changes a job's state fails.
   */
  @Override
  public List<Job> save(List<Job> jobs) {
    return jobs.stream().allMatch(job -> job.hasState(StateName.PROCESSING))
        ? unlessAway(() -> super.save(jobs), jobs)
        : super.save(jobs);
  }

  /** Due jobs of a share, locked until the transaction of the caller ends. */
  DueJobs lockDue(Share share, int atMost) {
    QueueRequest request = new QueueRequest(share, atMost);
    List<Job> jobs = inTransaction(table -> table.selectJobsToProcess(request));
    return new DueJobs(jobs, request.untilNext());
  }

  /** Removes the rows of jobs that the transaction of the caller has locked. */
  void remove(List<Job> locked) {
    UUID[] ids = locked.stream().map(Job::getId).toArray(UUID[]::new);
    if (ids.length > 0) {
      inTransaction(table -> table.deletePermanently(ids));
    }
  }

  /** Rewrites jobs that the transaction of the caller has locked. */
  void rewrite(List<Job> locked) {
    if (!locked.isEmpty()) {
      inTransaction(table -> table.save(locked));
    }
  }

  private <T> T inTransaction(TableWork<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.in(jobTable(connection));
    } catch (SQLException e) {
      throw new StorageException(e);
    }
  }

  /** Chasqui has none. Who could write that table could have any method called. */
  @Override
  public RecurringJobsResult getRecurringJobs() {
    return new RecurringJobsResult();
  }

  /** Chasqui has none. */
  @Override
  public List<Job> getCarbonAwareJobList(Instant deadlineBefore, AmountRequest amount) {
    return List.of();
  }

  @Override
  public boolean recurringJobsUpdated(Long lastModifiedHash) {
    return false;
  }

  /** Whether the last heartbeat found the database away, or found that it can only be read. */
  boolean isAway() {
    return isAway;
  }

  /**
   * JobRunr ends its server for good, and interrupts the jobs that run, at the first heartbeat that
   * fails. Here it goes on and tries the next one.
   */
  @Override
  public boolean signalBackgroundJobServerAlive(BackgroundJobServerStatus server) {
    try {
      boolean isWanted = super.signalBackgroundJobServerAlive(server);
      isAway = false;
      return isWanted;
    } catch (StorageException e) {
      isNowAway(e);
      return true;
    }
  }

  /** The last one. Who misses it takes the server for gone some seconds later. */
  @Override
  public void signalBackgroundJobServerStopped(BackgroundJobServerStatus server) {
    try {
      super.signalBackgroundJobServerStopped(server);
    } catch (StorageException e) {
      isNowAway(e);
    }
  }

  /**
   * What JobRunr's master looks for every few seconds, lost jobs and old ones. A look that meets a
   * database that has just gone, before a heartbeat does, would count as one of the faults that end
   * its server.
   */
  @Override
  public List<Job> getJobList(StateName state, Instant updatedBefore, AmountRequest amount) {
    return unlessAway(() -> super.getJobList(state, updatedBefore, amount), List.of());
  }

  /** As {@link #getJobList}. */
  @Override
  public int deleteJobsPermanently(StateName state, Instant updatedBefore) {
    return unlessAway(() -> super.deleteJobsPermanently(state, updatedBefore), 0);
  }

  /** Part of a heartbeat. */
  @Override
  public int removeTimedOutBackgroundJobServers(Instant heartbeatOlderThan) {
    return unlessAway(() -> super.removeTimedOutBackgroundJobServers(heartbeatOlderThan), 0);
  }

  /** Part of a heartbeat: nobody becomes the master, or ceases to be it, while it is away. */
  @Override
  public UUID getLongestRunningBackgroundJobServerId() {
    UUID known = master;
    UUID found =
        known == null
            ? super.getLongestRunningBackgroundJobServerId()
            : unlessAway(super::getLongestRunningBackgroundJobServerId, known);
    master = found;
    return found;
  }

  private <T> T unlessAway(Supplier<T> partOfHeartbeat, T otherwise) {
    if (isAway) {
      return otherwise;
    }
    try {
      return partOfHeartbeat.get();
    } catch (ConcurrentJobModificationException e) {
      throw e;
    } catch (StorageException e) {
      isNowAway(e);
      return otherwise;
    }
  }

  private void isNowAway(StorageException e) {
    FailureLog.databaseIsAway(log, "this worker takes no jobs", e);
    isAway = true;
  }

  @Override
  protected JobTable jobTable(Connection connection) {
    return new QueueJobTable(connection, dialect, tablePrefix, jobMapper, reader, taken, machine);
  }

  @Override
  protected BackgroundJobServerTable backgroundJobServerTable(Connection connection) {
    return new ServerTable(connection, dialect, tablePrefix, machine);
  }

  /**
   * JobRunr's master asks here for jobs that become due within its poll interval, and would start
   * them that much too early. {@code QueueConsumer} takes them on time.
   */
  @Override
  public List<Job> getScheduledJobs(Instant scheduledBefore, AmountRequest amountRequest) {
    return List.of();
  }

  /** JobRunr asks at its start, to warn of jobs that cannot be run: others' are none of ours. */
  @Override
  public Set<String> getDistinctJobSignatures(StateName... states) {
    return queues.signatures();
  }

  /** Something that is done with the table of jobs. */
  private interface TableWork<T> {

    T in(JobTable table) throws SQLException;
  }
}
