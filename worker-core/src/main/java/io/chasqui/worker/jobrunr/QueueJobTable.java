package io.chasqui.worker.jobrunr;

import static org.jobrunr.storage.sql.common.db.ConcurrentSqlModificationException.concurrentDatabaseModificationException;

import io.chasqui.jobs.DirectJobTable;
import io.chasqui.jobs.JobContracts;
import io.chasqui.jobs.JobWrites;
import io.chasqui.jobs.Queue;
import io.chasqui.jobs.StoredJob;
import io.chasqui.worker.lane.Brought;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.navigation.AmountRequest;
import org.jobrunr.storage.sql.common.db.Dialect;
import org.jobrunr.storage.sql.common.db.SqlResultSet;

/**
 * JobRunr's table of jobs as a worker of some queues sees it: due by the database's clock, and
 * without the rows that cannot be run.
 */
final class QueueJobTable extends DirectJobTable {

  /**
   * To be asked for in a transaction: what it finds is locked, or left to whoever has it locked.
   * The lane is a range of one, and leads the order: with an equation PostgreSQL may take an index
   * by the time alone, and would read all that waits on other lanes. With what is due it says when
   * the next one will be, which saves the look for that.
   */
  static final String TO_PROCESS =
      """
      *, (
        SELECT CAST(CAST(
          extract(epoch FROM scheduledAt - (now() AT TIME ZONE 'UTC')) * 1000000
          AS bigint) AS text)
        FROM jobrunr_jobs
        WHERE state = 'SCHEDULED' AND jobSignature = :signature
          AND lane <= :lane AND (lane, scheduledAt) > (:lane, now() AT TIME ZONE 'UTC')
        ORDER BY lane, scheduledAt LIMIT 1
      ) AS nextMicros FROM (
        WITH enqueued AS (
          SELECT id, version, state, jobSignature, jobAsJson FROM jobrunr_jobs
          WHERE state = 'ENQUEUED' AND jobSignature = :signature
            AND lane >= :lane AND lane <= :lane
          ORDER BY lane, updatedAt LIMIT :limit
          FOR UPDATE SKIP LOCKED
        ), due AS (
          SELECT id, version, state, jobSignature, jobAsJson FROM jobrunr_jobs
          WHERE state = 'SCHEDULED' AND jobSignature = :signature
            AND lane >= :lane AND (lane, scheduledAt) <= (:lane, now() AT TIME ZONE 'UTC')
          ORDER BY lane, scheduledAt LIMIT :limit - (SELECT count(*) FROM enqueued)
          FOR UPDATE SKIP LOCKED
        )
        SELECT * FROM enqueued UNION ALL SELECT * FROM due
      ) waiting\
      """;

  private static final String DELETE = "DELETE FROM jobrunr_jobs WHERE id = ANY (?)";

  private final Connection connection;
  private final JobReader reader;
  private final Clock machine;
  private final JobWrites writes;
  private final TakenJobs taken;

  /**
   * @param taken knows which jobs have no row while they run
   * @param machine the clock that JobRunr goes by
   */
  QueueJobTable(
      Connection connection,
      Dialect dialect,
      String tablePrefix,
      JobMapper jobMapper,
      JobReader reader,
      TakenJobs taken,
      Clock machine) {
    super(connection, dialect, tablePrefix, jobMapper);
    this.connection = connection;
    this.reader = reader;
    this.machine = machine;
    this.taken = taken;
    this.writes = new JobWrites(connection, jobMapper);
  }

  /**
   * Whatever JobRunr's statement, it is the one that rewrites jobs.
   *
   * @throws org.jobrunr.storage.sql.common.db.ConcurrentSqlModificationException names the jobs
   *     that somebody else has changed meanwhile; the others are written
   */
  @Override
  public void updateAll(List<Job> jobs, String statement) throws SQLException {
    List<Job> withoutRows = jobs.stream().filter(taken::hasNoRow).toList();
    List<Job> others = jobs.stream().filter(job -> !taken.hasNoRow(job)).toList();
    Set<Job> overtaken = new HashSet<>(writes.update(others));
    overtaken.addAll(writes.insert(withoutRows, taken::lane));
    if (!overtaken.isEmpty()) {
      throw concurrentDatabaseModificationException(
          jobs, jobs.stream().mapToInt(job -> overtaken.contains(job) ? 0 : 1).toArray());
    }
  }

  /**
   * Those of the share that is asked for, see {@link QueueRequest}, that were enqueued, and those
   * whose time has come by the database's clock. States are literals, or PostgreSQL could not use
   * the partial indexes. To be called in a transaction of Spring's, in which rows that cannot be
   * run are set aside.
   */
  @Override
  public List<Job> selectJobsToProcess(AmountRequest amountRequest) {
    if (!(amountRequest instanceof QueueRequest request)) {
      // JobRunr's own look, which knows no queues.
      return List.of();
    }
    List<Job> jobs =
        read(
            with("signature", request.share().jobSignature())
                .with("lane", request.share().storedLane())
                .with("limit", request.getLimit())
                .select(TO_PROCESS)
                .peek(row -> request.nextIsDueIn(untilNext(row))));
    jobs.stream().filter(job -> job.hasState(StateName.SCHEDULED)).forEach(Job::enqueue);
    return jobs;
  }

  /** In one statement, whose text is the same however many there are. */
  @Override
  public int deletePermanently(UUID... ids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setArray(1, connection.createArrayOf("bpchar", ids));
      return statement.executeUpdate();
    }
  }

  /**
   * JobRunr asks for jobs that nobody has touched for some time, of any queue, and takes those that
   * run for lost. One whose delivery is being sent under a lease is not: its worker may only have
   * been cut off from the database, and would have its run interrupted by the next one. Those of
   * our contracts that are not known here are left out here, or a page full of them would hide the
   * others.
   */
  @Override
  public List<Job> selectJobsByState(
      StateName state, Instant updatedBefore, AmountRequest amountRequest) {
    return read(
        with("state", state)
            .with("age", Duration.between(updatedBefore, machine.instant()).toMillis())
            .with("limit", amountRequest.getLimit())
            .select(
                """
                id, version, state, jobSignature, jobAsJson FROM jobrunr_jobs job
                WHERE state = :state
                  AND updatedAt <= now() AT TIME ZONE 'UTC' - :age * interval '1 millisecond'
                  AND (job.jobSignature IN (%s) OR NOT %s)
                  AND NOT EXISTS (
                    SELECT FROM delivery_state AS state
                    WHERE state.status = 'SENDING' AND state.due_at > now()
                      AND state.id = CASE
                        WHEN job.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                        THEN CAST(job.id AS uuid) END)
                ORDER BY updatedAt LIMIT :limit\
                """
                    .formatted(known(), JobContracts.IS_OURS)));
  }

  /** The signatures of all queues, as literals. */
  private static String known() {
    return Arrays.stream(Queue.values())
        .flatMap(queue -> queue.jobSignatures().stream())
        .map(signature -> "'" + signature + "'")
        .collect(Collectors.joining(", "));
  }

  private List<Job> read(Stream<SqlResultSet> rows) {
    return reader.read(rows.map(QueueJobTable::stored).toList());
  }

  private static Duration untilNext(SqlResultSet row) {
    String micros = row.asString("nextMicros");
    return micros == null ? Brought.NEVER : Duration.of(Long.parseLong(micros), ChronoUnit.MICROS);
  }

  private static StoredJob stored(SqlResultSet row) {
    return new StoredJob(
        row.asString("id"),
        row.asInt("version"),
        row.asString("state"),
        row.asString("jobSignature"),
        row.asString("jobAsJson"));
  }
}
