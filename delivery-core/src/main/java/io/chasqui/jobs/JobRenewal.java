package io.chasqui.jobs;

import io.chasqui.delivery.Band;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.WaitingDelivery;
import io.chasqui.platform.db.Columns;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.storage.StorageProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Replaces the jobs of deliveries by ones that wait for their time. A row that is there is
 * rewritten under its next version, so that whoever still holds the old one cannot save it any
 * more. It keeps its signature, and with that its band. One whose signature is ours, but none of
 * its delivery's queue, is left to the workers that know it.
 */
public final class JobRenewal {

  /**
   * A live worker touches the jobs that it runs every few seconds. Beyond now, or a row of a clock
   * that was wrong would be in live hands for ever.
   */
  public static final String IS_IN_LIVE_HANDS =
      """
      (job.state = 'PROCESSING'
        AND job.updatedat BETWEEN (now() AT TIME ZONE 'UTC') - interval '1 minute'
          AND (now() AT TIME ZONE 'UTC') + interval '1 minute')\
      """;

  private final StorageProvider storage;
  private final JobInserts inserts;
  private final JdbcClient jdbc;
  private final Clock clock;

  JobRenewal(StorageProvider storage, JobInserts inserts, JdbcClient jdbc, Clock clock) {
    this.storage = storage;
    this.inserts = inserts;
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
    Map<UUID, Held> held = lock(deliveries, condition);
    List<Job> replaced = new ArrayList<>();
    List<JobInserts.New> missing = new ArrayList<>();
    for (WaitingDelivery delivery : deliveries) {
      Held job = held.get(delivery.id().value());
      if (job == null) {
        Job added = DeliveryJobFactory.inPlaceOfLost(delivery, now, reason);
        missing.add(new JobInserts.New(added, delivery));
      } else {
        replaced.add(
            DeliveryJobFactory.replacing(job.version(), job.inItsBand(delivery), now, reason));
      }
    }
    storage.save(replaced);
    Set<DeliveryId> renewed = inserts.addMissing(missing);
    held.keySet().forEach(id -> renewed.add(new DeliveryId(id)));
    return renewed;
  }

  private Map<UUID, Held> lock(List<WaitingDelivery> deliveries, String condition) {
    Map<UUID, Held> held = new HashMap<>();
    jdbc.sql(
            """
            SELECT job.id, job.version, job.jobsignature
            FROM unnest(:ids, :direct, :bulk) AS given (id, direct, bulk)
            JOIN jobrunr_jobs job ON job.id = given.id
            WHERE job.version > 0
              AND (job.jobsignature IN (given.direct, given.bulk) OR NOT %s)%s
            FOR UPDATE OF job SKIP LOCKED
            """
                .formatted(JobContracts.IS_OURS, condition))
        .paramSource(
            new Columns<>(deliveries)
                .add("ids", "bpchar", one -> one.id().toString())
                .add("direct", "varchar", one -> signature(one, Band.DIRECT))
                .add("bulk", "varchar", one -> signature(one, Band.BULK))
                .params())
        .query(
            row -> {
              Held job = new Held(row.getInt("version"), row.getString("jobsignature"));
              held.put(UUID.fromString(row.getString("id")), job);
            });
    return held;
  }

  private static String signature(WaitingDelivery delivery, Band band) {
    return Queue.of(delivery.channel()).jobSignature(band);
  }

  /** A row that is to be replaced. */
  private record Held(int version, String signature) {

    /** A row of a job that is none of ours is set aside, whatever its JSON says then. */
    WaitingDelivery inItsBand(WaitingDelivery delivery) {
      return Queue.of(delivery.channel())
          .bandOf(signature)
          .map(delivery::withBand)
          .orElse(delivery);
    }
  }
}
