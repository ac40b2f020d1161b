package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.DeliverySelections;
import io.chasqui.delivery.SelectedCount;
import io.chasqui.delivery.SelectedDelivery;
import io.chasqui.platform.db.Times;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Selections in PostgreSQL. Whether one may have arrived is looked up in its attempts by their key,
 * one delivery after the other. An index of the attempts that ended as unknown would find them
 * faster, and cost every attempt: that it ends would be written into all indexes then, because a
 * column changes that one of them is about (docs/adr/0016).
 */
@Repository
class SelectionStore implements DeliverySelections {

  static final String MAY_HAVE_ARRIVED =
      """
      (state.attempt > 0 AND EXISTS (
        SELECT FROM delivery_attempt AS attempt
        WHERE attempt.delivery_id = state.id AND attempt.outcome = 'UNKNOWN' OFFSET 0))\
      """;

  private final JdbcClient jdbc;

  SelectionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<SelectedCount> count(DeliveryQuery filter, Instant time) {
    DeliveryConditions conditions = new DeliveryConditions(filter);
    return jdbc.sql(
            """
            SELECT status, is_erased, may_have_arrived, ends_before, count(*) AS n
            FROM (
              SELECT status, erased_at IS NOT NULL AS is_erased,
                coalesce(expires_at <= :time, false) AS ends_before, %s AS may_have_arrived
              %s LIMIT :limit
            ) AS selected
            GROUP BY status, is_erased, may_have_arrived, ends_before
            ORDER BY status, is_erased, may_have_arrived, ends_before
            """
                .formatted(MAY_HAVE_ARRIVED, conditions.from()))
        .params(conditions.params())
        .param("time", Times.utc(time))
        .param("limit", filter.limit())
        .query(
            (row, number) ->
                new SelectedCount(
                    DeliveryStatus.valueOf(row.getString("status")),
                    row.getBoolean("is_erased"),
                    row.getBoolean("may_have_arrived"),
                    row.getBoolean("ends_before"),
                    row.getLong("n")))
        .list();
  }

  @Override
  public List<DeliveryId> next(DeliveryQuery filter) {
    DeliveryConditions conditions = new DeliveryConditions(filter);
    return jdbc.sql("SELECT message.id " + conditions.from() + "LIMIT :limit")
        .params(conditions.params())
        .param("limit", filter.limit())
        .query((row, number) -> new DeliveryId(row.getObject("id", UUID.class)))
        .list();
  }

  @Override
  public List<SelectedDelivery> look(List<DeliveryId> ids) {
    return jdbc.sql(
            """
            SELECT id, status, erased_at IS NOT NULL AS is_erased, expires_at, %s AS may_have_arrived
            FROM delivery_state AS state
            WHERE id = ANY (:ids) AND id BETWEEN :leastId AND :greatestId
            """
                .formatted(MAY_HAVE_ARRIVED))
        .param("ids", IdRange.array(ids))
        .params(IdRange.ofDeliveries(ids).params())
        .query(
            (row, number) ->
                new SelectedDelivery(
                    new DeliveryId(row.getObject("id", UUID.class)),
                    DeliveryStatus.valueOf(row.getString("status")),
                    row.getBoolean("is_erased"),
                    row.getBoolean("may_have_arrived"),
                    Times.instantOrNull(row, "expires_at")))
        .list();
  }
}
