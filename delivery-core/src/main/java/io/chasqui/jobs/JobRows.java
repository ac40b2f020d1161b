package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Lane;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

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

  /**
   * Locks jobs, without waiting for anybody.
   *
   * @param isToRenew whether one that a live worker is running is in hand too
   * @return the deliveries whose job is not in somebody's hands
   */
  Set<DeliveryId> holdFree(List<DeliveryId> ids, boolean isToRenew) {
    Set<DeliveryId> locked =
        Set.copyOf(
            of(
                    """
                    SELECT id FROM jobrunr_jobs
                    WHERE id = ANY (CAST(:ids AS bpchar[])) AND state <> 'PROCESSING'
                    ORDER BY id FOR UPDATE SKIP LOCKED
                    """,
                    ids)
                .query((row, number) -> id(row))
                .list());
    Set<DeliveryId> free = new HashSet<>(ids);
    of(
            """
            SELECT id FROM jobrunr_jobs AS job
            WHERE id = ANY (CAST(:ids AS bpchar[])) AND (state <> 'PROCESSING' OR :isToRenew AND %s)
            """
                .formatted(JobRenewal.IS_IN_LIVE_HANDS),
            ids)
        .param("isToRenew", isToRenew)
        .query((row, number) -> id(row))
        .list()
        .stream()
        .filter(id -> !locked.contains(id))
        .forEach(free::remove);
    return free;
  }

  /** Jobs as JobRunr wrote them, locked; those that are deleted, or are none, are not in it. */
  Map<DeliveryId, String> heldAndNotDeleted(List<DeliveryId> ids) {
    Map<DeliveryId, String> held = new LinkedHashMap<>();
    of(
            """
            SELECT id, jobasjson FROM jobrunr_jobs
            WHERE id = ANY (CAST(:ids AS bpchar[])) AND state NOT IN ('PROCESSING', 'DELETED')
            ORDER BY id FOR UPDATE
            """,
            ids)
        .query(
            row -> {
              held.put(id(row), row.getString("jobasjson"));
            });
    return held;
  }

  /** Removes jobs that cannot be shown as deleted. */
  void remove(List<DeliveryId> ids) {
    if (!ids.isEmpty()) {
      of(
              """
              DELETE FROM jobrunr_jobs
              WHERE id = ANY (CAST(:ids AS bpchar[])) AND state <> 'PROCESSING'
              """,
              ids)
          .update();
    }
  }

  private StatementSpec of(String sql, List<DeliveryId> ids) {
    return jdbc.sql(sql)
        .param("ids", ids.stream().map(DeliveryId::toString).toArray(String[]::new));
  }

  private static DeliveryId id(ResultSet row) throws SQLException {
    return new DeliveryId(UUID.fromString(row.getString("id").strip()));
  }

  /**
   * Brings jobs to another lane, those but that somebody has in hand.
   *
   * @param lane of a host: a channel's own is stored otherwise
   */
  List<DeliveryId> changeLane(List<DeliveryId> ids, Lane lane) {
    return of(
            """
            UPDATE jobrunr_jobs SET lane = :lane
            WHERE id = ANY (ARRAY (
              SELECT id FROM jobrunr_jobs
              WHERE id = ANY (CAST(:ids AS bpchar[])) AND state <> 'PROCESSING'
              ORDER BY id FOR UPDATE SKIP LOCKED))
            RETURNING id
            """,
            ids)
        .param("lane", lane.name())
        .query((row, number) -> id(row))
        .list();
  }
}
