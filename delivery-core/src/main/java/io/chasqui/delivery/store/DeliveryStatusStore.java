package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryStatuses;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DeliveryStatusStore implements DeliveryStatuses {

  private final JdbcClient jdbc;

  DeliveryStatusStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<DeliveryId, DeliveryStatus> of(Collection<DeliveryId> deliveries) {
    List<DeliveryId> ids = List.copyOf(deliveries);
    return jdbc
        .sql(
            """
            SELECT id, status FROM delivery_state
            WHERE id = ANY (:ids) AND id BETWEEN :leastId AND :greatestId
            """)
        .param("ids", IdRange.array(ids))
        .params(IdRange.ofDeliveries(ids).params())
        .query(
            (row, number) ->
                Map.entry(
                    new DeliveryId(row.getObject("id", UUID.class)),
                    DeliveryStatus.valueOf(row.getString("status"))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
