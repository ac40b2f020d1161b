package io.chasqui.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.StorageProviderUtils.DatabaseOptions;
import org.jobrunr.storage.navigation.AmountRequest;
import org.jobrunr.storage.sql.common.JobTable;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

/**
 * JobRunr's tables as one queue's worker sees them. Stock JobRunr lets any server take any job, and
 * fails it at once where the bean is missing; here a worker takes its own queue's jobs only.
 */
final class QueueStorageProvider extends PostgresStorageProvider {

  private final Queue queue;
  private final JobMapper jobMapper;
  private final JobSaves saves;

  QueueStorageProvider(DataSource dataSource, JobMapper jobMapper, Queue queue) {
    super(dataSource, DatabaseOptions.NO_VALIDATE);
    this.queue = queue;
    this.jobMapper = jobMapper;
    this.saves = new JobSaves(super::save);
    setJobMapper(jobMapper);
  }

  @Override
  public void close() {
    saves.close();
    super.close();
  }

  /** Jobs that end at the same time are saved together. A new job belongs to its transaction. */
  @Override
  public Job save(Job job) {
    return job.getVersion() == 0 ? super.save(job) : saves.save(job);
  }

  @Override
  protected JobTable jobTable(Connection connection) {
    return new QueueJobTable(connection);
  }

  /**
   * JobRunr's master asks here for jobs that become due within its poll interval, and would start
   * them that much too early. {@link JobFeed} takes them on time.
   */
  @Override
  public List<Job> getScheduledJobs(Instant scheduledBefore, AmountRequest amountRequest) {
    return List.of();
  }

  /** JobRunr asks at its start, to warn of jobs that cannot be run: others' are none of ours. */
  @Override
  public Set<String> getDistinctJobSignatures(StateName... states) {
    return Set.of(queue.jobSignature());
  }

  private final class QueueJobTable extends JobTable {

    private final JobUpdate update;

    QueueJobTable(Connection connection) {
      super(connection, QueueStorageProvider.this.dialect, tablePrefix, jobMapper);
      this.update = new JobUpdate(connection, jobMapper);
    }

    /** Whatever JobRunr's statement, it is the one that rewrites jobs. */
    @Override
    public void updateAll(List<Job> jobs, String statement) throws SQLException {
      update.run(jobs);
    }

    /**
     * Those that were enqueued, and those whose time has come by the database's clock. States are
     * literals, or PostgreSQL could not use the partial indexes.
     */
    @Override
    public List<Job> selectJobsToProcess(AmountRequest amountRequest) {
      return with("signature", queue.jobSignature())
          .with("limit", amountRequest.getLimit())
          .select(
              """
              jobAsJson FROM (
                WITH enqueued AS (
                  SELECT jobAsJson FROM jobrunr_jobs
                  WHERE state = 'ENQUEUED' AND jobSignature = :signature
                  ORDER BY updatedAt LIMIT :limit
                  FOR UPDATE SKIP LOCKED
                ), due AS (
                  SELECT jobAsJson FROM jobrunr_jobs
                  WHERE state = 'SCHEDULED' AND jobSignature = :signature
                    AND scheduledAt <= now() AT TIME ZONE 'UTC'
                  ORDER BY scheduledAt LIMIT :limit - (SELECT count(*) FROM enqueued)
                  FOR UPDATE SKIP LOCKED
                )
                SELECT jobAsJson FROM enqueued UNION ALL SELECT jobAsJson FROM due
              ) waiting\
              """)
          .map(row -> enqueued(jobMapper.deserializeJob(row.asString("jobAsJson"))))
          .toList();
    }

    private static Job enqueued(Job job) {
      if (job.hasState(StateName.SCHEDULED)) {
        job.enqueue();
      }
      return job;
    }
  }
}
