package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Lane;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * JobRunr's rows of jobs that no worker is processing, changed with the deliveries they belong to.
 * Those that are being processed are not even waited for: their workers save many of them in one
 * transaction, in any order.
 */
final class JobRows {

  private final JdbcClient jdbc;

  JobRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Locks a delivery's job, if there is one, until the transaction of the caller ends. */
  void hold(DeliveryId id) {
    jdbc.sql(
            """
            SELECT id FROM jobrunr_jobs WHERE id = :id AND state <> 'PROCESSING' FOR UPDATE
            """)
        .param("id", id.toString())
        .query(String.class)
        .optional();
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
   * Brings jobs to another lane, those but that somebody has in hand.
   *
   * @param lane of a host: a channel's own is stored otherwise
   */
  List<DeliveryId> changeLane(List<DeliveryId> ids, Lane lane) {
    return jdbc.sql(
            """
            UPDATE jobrunr_jobs SET lane = :lane
            WHERE id = ANY (ARRAY (
              SELECT id FROM jobrunr_jobs
              WHERE id = ANY (CAST(:ids AS bpchar[])) AND state <> 'PROCESSING'
              ORDER BY id FOR UPDATE SKIP LOCKED))
            RETURNING id
            """)
        .param("lane", lane.name())
        .param("ids", ids.stream().map(DeliveryId::toString).toArray(String[]::new))
        .query((row, number) -> new DeliveryId(UUID.fromString(row.getString("id").strip())))
        .list();
  }
}
