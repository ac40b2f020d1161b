package io.chasqui.server.schedule;

import io.chasqui.contract.schedule.ScheduleRequest;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.NewDelivery;
import io.chasqui.server.request.Written;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes single requests in. */
@Component
public class Intake {

  private final RequestedDeliveries requested;
  private final Deliveries deliveries;
  private final Backlog backlog;
  private final KeyedIntake keyed;
  private final Clock clock;

  Intake(
      RequestedDeliveries requested,
      Deliveries deliveries,
      Backlog backlog,
      KeyedIntake keyed,
      Clock clock) {
    this.requested = requested;
    this.deliveries = deliveries;
    this.backlog = backlog;
    this.keyed = keyed;
    this.clock = clock;
  }

  /**
   * Stores what a request asks for; it is stored when this returns.
   *
   * @param idempotencyKey as the caller wrote it; null: none
   * @throws io.chasqui.server.problem.InvalidRequest naming every field that is wrong
   * @throws io.chasqui.server.problem.Refused when too many deliveries are open, or the key is
   *     another request's or in use
   */
  public Done<NewDelivery> accept(
      Written<? extends ScheduleRequest> request, @Nullable String idempotencyKey) {
    return accept(
        new Scheduling(request, requested, deliveries),
        idempotencyKey == null ? null : IdempotencyKey.parse(idempotencyKey));
  }

  /**
   * Does what a request asks for, once for each key; it is done when this returns.
   *
   * @param key null: none
   * @throws io.chasqui.server.problem.InvalidRequest naming every field that is wrong
   * @throws io.chasqui.server.problem.Refused when too many deliveries are open, or the key is
   *     another request's or in use
   */
  public <T> Done<T> accept(OnceOnly<T> request, @Nullable IdempotencyKey key) {
    if (key != null) {
      return keyed.accept(request, key);
    }
    T understood = request.asOf(clock.instant());
    backlog.requireRoom();
    return new Done<>(request.store(understood), understood);
  }
}
