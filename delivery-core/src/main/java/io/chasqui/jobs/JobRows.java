package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.ScheduledState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * JobRunr's rows of jobs that no worker is processing, changed with the deliveries they belong to.
 * Those that are being processed are not even waited for: their workers save many of them in one
 * transaction, in any order.
 */
final class JobRows {

  private final JdbcClient jdbc;
  private final JobMapper jobMapper;

  JobRows(JdbcClient jdbc, JobMapper jobMapper) {
    this.jdbc = jdbc;
    this.jobMapper = jobMapper;
  }

  /**
   * Locks the jobs of deliveries until the transaction of the caller ends.
   *
   * @return the versions of those that there are
   */
  Map<DeliveryId, Integer> hold(List<DeliveryId> ids) {
    Map<DeliveryId, Integer> versions = new HashMap<>();
    jdbc.sql(
            """
            SELECT id, version FROM jobrunr_jobs
            WHERE id = ANY (:ids) AND state <> 'PROCESSING'
            ORDER BY id FOR UPDATE
            """)
        .param("ids", column("bpchar", ids, DeliveryId::toString))
        .query(
            row -> {
              versions.put(id(row.getString("id")), row.getInt("version"));
            });
    return versions;
  }

  /** A job as JobRunr wrote it, locked; empty when it is deleted, or there is none. */
  Optional<String> heldAndNotDeleted(DeliveryId id) {
    return jdbc.sql(
            """
            SELECT jobasjson FROM jobrunr_jobs
            WHERE id = :id AND state NOT IN ('PROCESSING', 'DELETED')
            FOR UPDATE
            """)
        .param("id", id.toString())
        .query(String.class)
        .optional();
  }

  /** Removes a job that cannot be shown as deleted. */
  void remove(DeliveryId id) {
    jdbc.sql("DELETE FROM jobrunr_jobs WHERE id = :id AND state <> 'PROCESSING'")
        .param("id", id.toString())
        .update();
  }

  /**
   * Writes scheduled jobs, over older versions of them if there are any.
   *
   * @return those that were written
   */
  Set<DeliveryId> replace(List<Job> jobs) {
    return jdbc
        .sql(
            """
            INSERT INTO jobrunr_jobs AS stored (
              id, version, jobasjson, jobsignature, state, createdat, updatedat, scheduledat)
            SELECT id, version, json, signature, 'SCHEDULED', createdat, createdat, scheduledat
            FROM unnest(:ids, :versions, :jsons, :signatures, :createdAts, :scheduledAts)
              AS given (id, version, json, signature, createdat, scheduledat)
            WHERE NOT EXISTS (
              SELECT FROM jobrunr_jobs running
              WHERE running.id = given.id AND running.state = 'PROCESSING')
            ON CONFLICT (id) DO UPDATE
            SET version = excluded.version,
                jobasjson = excluded.jobasjson,
                jobsignature = excluded.jobsignature,
                state = excluded.state,
                createdat = excluded.createdat,
                updatedat = excluded.updatedat,
                scheduledat = excluded.scheduledat
            WHERE stored.state <> 'PROCESSING' AND stored.version < excluded.version
            RETURNING id
            """)
        .param("ids", column("bpchar", jobs, job -> job.getId().toString()))
        .param("versions", column("int4", jobs, Job::getVersion))
        .param("jsons", column("text", jobs, jobMapper::serializeJob))
        .param("signatures", column("text", jobs, Job::getJobSignature))
        .param("createdAts", column("timestamp", jobs, job -> utc(job.getCreatedAt())))
        .param("scheduledAts", column("timestamp", jobs, JobRows::scheduledAt))
        .query((row, number) -> id(row.getString("id")))
        .stream()
        .collect(Collectors.toSet());
  }

  private static Object scheduledAt(Job job) {
    ScheduledState state = job.getJobState();
    return utc(state.getScheduledAt());
  }

  private static <T> SqlArrayValue column(
      String type, List<T> rows, Function<T, @Nullable Object> value) {
    return new SqlArrayValue(type, rows.stream().map(value).toArray());
  }

  private static DeliveryId id(String value) {
    return new DeliveryId(UUID.fromString(value));
  }

  /** JobRunr's columns have no zone and mean UTC. */
  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
