package io.chasqui.jobs;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
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

  QueueStorageProvider(DataSource dataSource, JobMapper jobMapper, Queue queue) {
    super(dataSource, DatabaseOptions.NO_VALIDATE);
    this.queue = queue;
    this.jobMapper = jobMapper;
    setJobMapper(jobMapper);
  }

  @Override
  protected JobTable jobTable(Connection connection) {
    return new QueueJobTable(connection);
  }

  /**
   * JobRunr's master asks here for jobs that become due within its poll interval, and would start
   * them that much too early. {@link DueJobPromoter} does it on time; two of them would collide.
   */
  @Override
  public List<Job> getScheduledJobs(Instant scheduledBefore, AmountRequest amountRequest) {
    return List.of();
  }

  private final class QueueJobTable extends JobTable {

    QueueJobTable(Connection connection) {
      super(connection, QueueStorageProvider.this.dialect, tablePrefix, jobMapper);
    }

    @Override
    public List<Job> selectJobsToProcess(AmountRequest amountRequest) {
      return with("state", StateName.ENQUEUED)
          .with("signature", queue.jobSignature())
          .select(
              "jobAsJson from jobrunr_jobs where state = :state and jobSignature = :signature"
                  + " order by updatedAt limit "
                  + amountRequest.getLimit()
                  + dialect.selectForUpdateSkipLocked())
          .map(row -> jobMapper.deserializeJob(row.asString("jobAsJson")))
          .toList();
    }
  }
}
