package io.chasqui.server.schedule;

import io.chasqui.contract.schedule.ScheduleRequest;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.NewDelivery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes single requests in. */
@Component
public class Intake {

  private final RequestedDeliveries requested;
  private final Deliveries deliveries;
  private final Backlog backlog;
  private final KeyedIntake keyed;

  Intake(RequestedDeliveries requested, Deliveries deliveries, Backlog backlog, KeyedIntake keyed) {
    this.requested = requested;
    this.deliveries = deliveries;
    this.backlog = backlog;
    this.keyed = keyed;
  }

  /**
   * Stores what a request asks for; it is stored when this returns.
   *
   * @param idempotencyKey as the caller wrote it; null: none
   * @throws io.chasqui.server.problem.InvalidRequest naming every field that is wrong
   * @throws io.chasqui.server.problem.Refused when too many deliveries are open, or the key is
   *     another request's or in use
   */
  public Accepted accept(ScheduleRequest request, @Nullable String idempotencyKey) {
    if (idempotencyKey != null) {
      return keyed.accept(request, IdempotencyKey.parse(idempotencyKey));
    }
    NewDelivery delivery = requested.of(request);
    backlog.requireRoom();
    return new Accepted(deliveries.schedule(delivery), delivery);
  }
}
