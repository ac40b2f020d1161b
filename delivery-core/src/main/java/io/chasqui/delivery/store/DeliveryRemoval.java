package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Removes deliveries; whatever goes is counted in the same statement. */
final class DeliveryRemoval {

  /** Of rows {@code gone}, which have the columns of the first line and {@code n}. */
  static final String COUNT =
      """
      INSERT INTO delivery_statistics AS known (
        day, channel, origin_kind, category, status, failure_code, n)
      SELECT day, channel, origin_kind, category, status, failure_code, n FROM gone
      WHERE origin_kind <> 'TEST'
      -- two that count at once meet in one order
      ORDER BY day, channel, origin_kind, category, status, failure_code
      ON CONFLICT (day, channel, origin_kind, category, status, failure_code)
      DO UPDATE SET n = known.n + excluded.n
      """;

  private DeliveryRemoval() {}

  static void remove(JdbcClient jdbc, List<DeliveryId> ids) {
    jdbc.sql(
            """
            WITH removed AS (
              DELETE FROM delivery_message AS message USING delivery_state AS state
              WHERE message.id = ANY (:ids)
                AND message.id BETWEEN :leastId AND :greatestId
                AND state.id = message.id
                AND state.id BETWEEN :leastId AND :greatestId
              RETURNING (created_at AT TIME ZONE 'UTC')::date AS day, message.channel, origin_kind,
                category, status, failure_code
            ), gone AS (
              SELECT day, channel, origin_kind, category, status, failure_code, count(*) AS n
              FROM removed
              GROUP BY 1, 2, 3, 4, 5, 6
            )
            %s
            """
                .formatted(COUNT))
        .param("ids", IdRange.array(ids))
        .params(IdRange.ofDeliveries(ids).params())
        .update();
  }
}
