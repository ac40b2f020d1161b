package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.DeliveryStates;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Ends deliveries whose deadline has passed. Which these are is asked of every month, of an index
 * that holds nothing else than what waits and has a deadline; they are ended where they lie.
 */
final class OverdueDeliveries {

  static final String FIND =
      """
      SELECT id FROM delivery_state
      WHERE status IN %s AND expires_at <= now()
      ORDER BY expires_at LIMIT 1000
      """
          .formatted(DeliveryStates.WAITING);

  /** Those that are still overdue, and that nobody holds just now. */
  static final String END =
      """
      UPDATE delivery_state
      SET status = 'EXPIRED',
          completed_at = now(),
          failure_code = coalesce(failure_code, 'EXPIRED')
      WHERE id = ANY (ARRAY (
          SELECT id FROM delivery_state
          WHERE id = ANY (:ids)
            AND id BETWEEN :leastId AND :greatestId
            AND status IN %s
            AND expires_at <= now()
          FOR UPDATE SKIP LOCKED))
        AND id BETWEEN :leastId AND :greatestId
      RETURNING channel
      """
          .formatted(DeliveryStates.WAITING);

  private final JdbcClient jdbc;

  OverdueDeliveries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Ends a thousand at the most, and tells the channel of each. */
  List<Channel> expire() {
    List<UUID> overdue = jdbc.sql(FIND).query(UUID.class).list();
    return overdue.isEmpty() ? List.of() : end(overdue);
  }

  private List<Channel> end(List<UUID> overdue) {
    return jdbc.sql(END)
        .param("ids", overdue.toArray(UUID[]::new))
        .params(IdRange.of(overdue).params())
        .query((row, number) -> Channel.valueOf(row.getString("channel")))
        .list();
  }
}
