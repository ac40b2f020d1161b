package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.EndedDeliveries;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EndedDeliveryStore implements EndedDeliveries {

  /** By their messages: the states of a month that is about to go may come back. */
  private static final String KNOWN =
      """
      SELECT id FROM delivery_message
      WHERE id = ANY (:ids) AND id BETWEEN :leastId AND :greatestId
      """;

  private static final String ENDED =
      """
      SELECT id FROM delivery_state
      WHERE id = ANY (:ids) AND id BETWEEN :leastId AND :greatestId
        AND status IN %s
      FOR UPDATE SKIP LOCKED
      """
          .formatted(DeliveryStates.FINAL);

  private final JdbcClient jdbc;

  EndedDeliveryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The state first, as everybody locks it. What is locked is judged as it is then. */
  @Override
  public Set<DeliveryId> hold(Collection<DeliveryId> deliveries) {
    List<DeliveryId> ids = List.copyOf(deliveries);
    Set<DeliveryId> held = new HashSet<>(ids);
    held.removeAll(those(KNOWN, ids));
    held.addAll(those(ENDED, ids));
    return held;
  }

  private Set<DeliveryId> those(String statement, List<DeliveryId> ids) {
    return jdbc.sql(statement)
        .param("ids", IdRange.array(ids))
        .params(IdRange.ofDeliveries(ids).params())
        .query((row, number) -> new DeliveryId(row.getObject("id", UUID.class)))
        .set();
  }

  @Override
  public void remove(Collection<DeliveryId> held) {
    DeliveryRemoval.remove(jdbc, List.copyOf(held));
  }
}
