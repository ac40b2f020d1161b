package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.WaitingDelivery;
import io.chasqui.platform.db.Columns;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds jobs of deliveries to JobRunr's table, any number in one statement, in the transaction of
 * the caller. JobRunr's own way does not know the column {@code lane}.
 */
final class JobInserts {

  private static final String INSERT =
      """
      INSERT INTO jobrunr_jobs (
        id, version, jobasjson, jobsignature, lane, state, createdat, updatedat, scheduledat)
      SELECT id, version, json, signature, lane, 'SCHEDULED', now() AT TIME ZONE 'UTC',
        now() AT TIME ZONE 'UTC', due_at AT TIME ZONE 'UTC'
      FROM unnest(:ids, :versions, :json, :signatures, :lanes, :dueAt)
        AS given (id, version, json, signature, lane, due_at)
      """;

  /** By id, so that two who insert the same jobs do not wait for each other crosswise. */
  private static final String INSERT_MISSING =
      INSERT
          + """
          WHERE NOT EXISTS (SELECT FROM jobrunr_jobs job WHERE job.id = given.id)
          ORDER BY id
          ON CONFLICT (id) DO NOTHING
          RETURNING id
          """;

  private final JdbcClient jdbc;
  private final JobMapper jobMapper;

  JobInserts(JdbcClient jdbc, JobMapper jobMapper) {
    this.jdbc = jdbc;
    this.jobMapper = jobMapper;
  }

  /** Adds jobs whose ids nobody knows yet. */
  void addAll(List<New> jobs) {
    if (!jobs.isEmpty()) {
      jdbc.sql(INSERT).paramSource(columns(jobs)).update();
    }
  }

  /**
   * Adds those that are not there. Those that are there all the same are in somebody's hands; a
   * conflict with their rows would wait for those hands.
   *
   * @return the deliveries whose jobs were added
   */
  Set<DeliveryId> addMissing(List<New> jobs) {
    if (jobs.isEmpty()) {
      return new HashSet<>();
    }
    return jdbc.sql(INSERT_MISSING)
        .paramSource(columns(jobs))
        .query((row, number) -> new DeliveryId(UUID.fromString(row.getString("id"))))
        .set();
  }

  private SqlParameterSource columns(List<New> jobs) {
    return new Columns<>(jobs)
        .add("ids", "bpchar", one -> one.job().getId().toString())
        .add("versions", "int4", one -> one.job().getVersion())
        .add("json", "text", one -> jobMapper.serializeJob(one.job()))
        .add("signatures", "varchar", one -> one.job().getJobSignature())
        .add("lanes", "text", New::lane)
        .add("dueAt", "timestamptz", one -> JobWrites.scheduledAt(one.job()))
        .params();
  }

  /** A job that is to be added, and its delivery. */
  record New(Job job, WaitingDelivery delivery) {

    private String lane() {
      return Queue.of(delivery.channel()).stored(delivery.lane());
    }
  }
}
