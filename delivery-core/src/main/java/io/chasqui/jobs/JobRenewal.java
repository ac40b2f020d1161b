package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.WaitingDelivery;
import io.chasqui.platform.Columns;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.storage.StorageProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Replaces the jobs of deliveries by ones that wait for their time. A row that is there is
 * rewritten under its next version, so that whoever still holds the old one cannot save it any
 * more. One that has another signature of ours than the job that would replace it is left to the
 * workers that know it.
 */
final class JobRenewal {

  /**
   * A live worker touches the jobs that it runs every few seconds. Beyond now, or a row of a clock
   * that was wrong would be in live hands for ever.
   */
  static final String IS_IN_LIVE_HANDS =
      """
      (job.state = 'PROCESSING'
        AND job.updatedat BETWEEN (now() AT TIME ZONE 'UTC') - interval '1 minute'
          AND (now() AT TIME ZONE 'UTC') + interval '1 minute')\
      """;

  private static final int FIRST_VERSION = 1;

  private final StorageProvider storage;
  private final JobMapper jobMapper;
  private final JdbcClient jdbc;
  private final Clock clock;

  JobRenewal(StorageProvider storage, JobMapper jobMapper, JdbcClient jdbc, Clock clock) {
    this.storage = storage;
    this.jobMapper = jobMapper;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Renews what nobody else holds, in the transaction of the caller.
   *
   * @param reason as the dashboard shows it
   * @return the deliveries that have their new job
   */
  Set<DeliveryId> renew(List<WaitingDelivery> deliveries, String reason) {
    return replace(deliveries, reason, " AND NOT " + IS_IN_LIVE_HANDS);
  }

  /** Renews also what a worker holds. */
  Set<DeliveryId> takeOver(List<WaitingDelivery> deliveries, String reason) {
    return replace(deliveries, reason, "");
  }

  private Set<DeliveryId> replace(
      List<WaitingDelivery> deliveries, String reason, String condition) {
    Instant now = clock.instant();
    Map<UUID, Integer> versions = lock(deliveries, condition);
    List<Job> replaced = new ArrayList<>();
    List<Job> missing = new ArrayList<>();
    for (WaitingDelivery delivery : deliveries) {
      Integer version = versions.get(delivery.id().value());
      if (version == null) {
        missing.add(WaitingJob.replacing(FIRST_VERSION, delivery, now, reason));
      } else {
        replaced.add(WaitingJob.replacing(version, delivery, now, reason));
      }
    }
    storage.save(replaced);
    Set<DeliveryId> renewed = insert(missing);
    versions.keySet().forEach(id -> renewed.add(new DeliveryId(id)));
    return renewed;
  }

  private Map<UUID, Integer> lock(List<WaitingDelivery> deliveries, String condition) {
    Map<UUID, Integer> versions = new HashMap<>();
    jdbc.sql(
            """
            SELECT job.id, job.version
            FROM unnest(:ids, :signatures) AS given (id, signature)
            JOIN jobrunr_jobs job ON job.id = given.id
            WHERE job.version > 0 AND (job.jobsignature = given.signature OR NOT %s)%s
            FOR UPDATE OF job SKIP LOCKED
            """
                .formatted(JobContracts.IS_OURS, condition))
        .paramSource(
            new Columns<>(deliveries)
                .add("ids", "bpchar", one -> one.id().toString())
                .add("signatures", "varchar", one -> Queue.of(one.channel()).jobSignature())
                .params())
        .query(
            row -> {
              versions.put(UUID.fromString(row.getString("id")), row.getInt("version"));
            });
    return versions;
  }

  /**
   * Those that are there all the same are in somebody's hands; a conflict with their rows would
   * wait for those hands. By id, so that two who insert the same jobs do not wait for each other
   * crosswise.
   */
  private Set<DeliveryId> insert(List<Job> jobs) {
    if (jobs.isEmpty()) {
      return new HashSet<>();
    }
    return jdbc.sql(
            """
            INSERT INTO jobrunr_jobs (
              id, version, jobasjson, jobsignature, state, createdat, updatedat, scheduledat)
            SELECT id, version, json, signature, 'SCHEDULED', now() AT TIME ZONE 'UTC',
              now() AT TIME ZONE 'UTC', due_at AT TIME ZONE 'UTC'
            FROM unnest(:ids, :versions, :json, :signatures, :dueAt)
              AS given (id, version, json, signature, due_at)
            WHERE NOT EXISTS (SELECT FROM jobrunr_jobs job WHERE job.id = given.id)
            ORDER BY id
            ON CONFLICT (id) DO NOTHING
            RETURNING id
            """)
        .paramSource(
            new Columns<>(jobs)
                .add("ids", "bpchar", job -> job.getId().toString())
                .add("versions", "int4", Job::getVersion)
                .add("json", "text", jobMapper::serializeJob)
                .add("signatures", "varchar", Job::getJobSignature)
                .add("dueAt", "timestamptz", JobUpdate::scheduledAt)
                .params())
        .query((row, number) -> new DeliveryId(UUID.fromString(row.getString("id"))))
        .set();
  }
}
