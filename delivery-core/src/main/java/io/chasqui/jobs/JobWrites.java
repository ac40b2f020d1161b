package io.chasqui.jobs;

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
 * Writes any number of jobs in one statement, where JobRunr makes one for each. When they were
 * changed is the database's word: others judge by it whether a job is still being run. JobRunr's
 * columns have no zone and mean UTC.
 */
public final class JobWrites {

  private static final String UPDATE =
      """
      UPDATE jobrunr_jobs
      SET version = given.version, jobasjson = given.json, state = given.state,
        updatedat = clock_timestamp() AT TIME ZONE 'UTC',
        scheduledat = given.scheduledat AT TIME ZONE 'UTC'
      FROM unnest(?, ?, ?, ?, ?) AS given (id, version, json, state, scheduledat)
      WHERE jobrunr_jobs.id = given.id AND jobrunr_jobs.version = given.version - 1
      RETURNING jobrunr_jobs.id
      """;

  private static final String INSERT =
      """
      INSERT INTO jobrunr_jobs (
        id, version, jobasjson, state, scheduledat, jobsignature, lane, createdat, updatedat)
      SELECT id, version, json, state, scheduledat AT TIME ZONE 'UTC', signature, lane,
        createdat AT TIME ZONE 'UTC', clock_timestamp() AT TIME ZONE 'UTC'
      FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
        AS given (id, version, json, state, scheduledat, signature, lane, createdat)
      ON CONFLICT (id) DO NOTHING
      RETURNING id
      """;

  private final Connection connection;
  private final JobMapper mapper;

  public JobWrites(Connection connection, JobMapper mapper) {
    this.connection = connection;
    this.mapper = mapper;
  }

  /**
   * Rewrites rows under their next version.
   *
   * @return the jobs that somebody else has changed meanwhile; the others are updated
   */
  public List<Job> update(List<Job> jobs) throws SQLException {
    if (jobs.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
      setColumns(statement, jobs);
      return notWritten(jobs, statement);
    }
  }

  /**
   * Writes jobs whose rows are gone.
   *
   * @param lane of a job, as its column has it
   * @return the jobs that have got a row from somebody else meanwhile; the others are written
   */
  public List<Job> insert(List<Job> jobs, Function<Job, String> lane) throws SQLException {
    if (jobs.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      setColumns(statement, jobs);
      statement.setArray(6, column("varchar", jobs, Job::getJobSignature));
      statement.setArray(7, column("text", jobs, lane::apply));
      statement.setArray(8, column("timestamptz", jobs, job -> Times.utc(job.getCreatedAt())));
      return notWritten(jobs, statement);
    }
  }

  private void setColumns(PreparedStatement statement, List<Job> jobs) throws SQLException {
    statement.setArray(1, column("bpchar", jobs, job -> job.getId().toString()));
    statement.setArray(2, column("int4", jobs, Job::getVersion));
    statement.setArray(3, column("text", jobs, mapper::serializeJob));
    statement.setArray(4, column("varchar", jobs, job -> job.getState().name()));
    statement.setArray(5, column("timestamptz", jobs, JobWrites::scheduledAt));
  }

  private static List<Job> notWritten(List<Job> jobs, PreparedStatement statement)
      throws SQLException {
    Set<String> written = new HashSet<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        written.add(rows.getString(1));
      }
    }
    return jobs.stream().filter(job -> !written.contains(job.getId().toString())).toList();
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
