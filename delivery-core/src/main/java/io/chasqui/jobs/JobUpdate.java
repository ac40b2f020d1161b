package io.chasqui.jobs;

import static org.jobrunr.storage.sql.common.db.ConcurrentSqlModificationException.concurrentDatabaseModificationException;

import io.chasqui.platform.db.Columns;
import io.chasqui.platform.db.Times;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.SchedulableState;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites any number of jobs in one statement, where JobRunr makes one for each. When they were
 * changed is the database's word: others judge by it whether a job is still being run. JobRunr's
 * columns have no zone and mean UTC.
 */
public final class JobUpdate {

  private static final String SQL =
      """
      UPDATE jobrunr_jobs
      SET version = given.version, jobasjson = given.json, state = given.state,
        updatedat = clock_timestamp() AT TIME ZONE 'UTC',
        scheduledat = given.scheduledat AT TIME ZONE 'UTC'
      FROM unnest(?, ?, ?, ?, ?) AS given (id, version, json, state, scheduledat)
      WHERE jobrunr_jobs.id = given.id AND jobrunr_jobs.version = given.version - 1
      RETURNING jobrunr_jobs.id
      """;

  private final Connection connection;
  private final JobMapper mapper;

  public JobUpdate(Connection connection, JobMapper mapper) {
    this.connection = connection;
    this.mapper = mapper;
  }

  /**
   * @throws org.jobrunr.storage.sql.common.db.ConcurrentSqlModificationException names the jobs
   *     that somebody else has changed meanwhile; the others are updated
   */
  public void run(List<Job> jobs) throws SQLException {
    Set<String> updated = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, column("bpchar", jobs, job -> job.getId().toString()));
      statement.setArray(2, column("int4", jobs, Job::getVersion));
      statement.setArray(3, column("text", jobs, mapper::serializeJob));
      statement.setArray(4, column("varchar", jobs, job -> job.getState().name()));
      statement.setArray(5, column("timestamptz", jobs, JobUpdate::scheduledAt));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          updated.add(rows.getString(1));
        }
      }
    }
    if (updated.size() < jobs.size()) {
      int[] updates =
          jobs.stream().mapToInt(job -> updated.contains(job.getId().toString()) ? 1 : 0).toArray();
      throw concurrentDatabaseModificationException(jobs, updates);
    }
  }

  private Array column(String type, List<Job> jobs, Function<Job, @Nullable Object> value)
      throws SQLException {
    return connection.createArrayOf(type, Columns.array(type, jobs.stream().map(value)));
  }

  /** When the job is due, as a {@code timestamptz}; null when it is not to wait. */
  static @Nullable Object scheduledAt(Job job) {
    return job.getLastJobStateOfType(SchedulableState.class)
        .map(SchedulableState::getScheduledAt)
        .map(Times::utc)
        .orElse(null);
  }
}
