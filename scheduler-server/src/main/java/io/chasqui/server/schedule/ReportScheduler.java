package io.chasqui.server.schedule;

import io.chasqui.contract.schedule.ScheduleRequest;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.intake.Accepted;
import io.chasqui.server.intake.Idempotency;
import io.chasqui.server.intake.IdempotencyKey;
import io.chasqui.server.intake.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes single requests in that schedule a report. */
@Component
public class ReportScheduler {

  private final ScheduleRequestParser requested;
  private final Orders orders;
  private final Idempotency idempotency;

  ReportScheduler(ScheduleRequestParser requested, Orders orders, Idempotency idempotency) {
    this.requested = requested;
    this.orders = orders;
    this.idempotency = idempotency;
  }

  /**
   * Stores what a request asks for; it is stored when this returns.
   *
   * @param idempotencyKey as the caller wrote it; null: none
   * @param requestedBy the name of the key that came with it
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every field that is wrong
   * @throws io.chasqui.server.api.problem.RequestRefused when too many deliveries are open, or the
   *     key is another request's or in use
   */
  public Accepted<Order> accept(
      Written<? extends ScheduleRequest> request,
      @Nullable String idempotencyKey,
      @Nullable String requestedBy) {
    return idempotency.once(
        idempotencyKey == null ? null : IdempotencyKey.parse(idempotencyKey),
        receivedAt -> requested.of(request, requestedBy, receivedAt),
        Order::identity,
        order -> Result.of(orders.store(order)));
  }
}
