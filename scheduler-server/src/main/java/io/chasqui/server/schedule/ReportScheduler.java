package io.chasqui.server.schedule;

import io.chasqui.contract.schedule.ScheduleRequest;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.intake.Accepted;
import io.chasqui.server.intake.Idempotency;
import io.chasqui.server.intake.IdempotencyKey;
import io.chasqui.server.intake.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes single requests in that schedule a report. */
@Component
public class ReportScheduler {

  private final ScheduleRequestParser requested;
  private final Deliveries deliveries;
  private final Idempotency idempotency;

  ReportScheduler(ScheduleRequestParser requested, Deliveries deliveries, Idempotency idempotency) {
    this.requested = requested;
    this.deliveries = deliveries;
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
  public Accepted<DeliveryRequest> accept(
      Written<? extends ScheduleRequest> request,
      @Nullable String idempotencyKey,
      @Nullable String requestedBy) {
    return idempotency.once(
        idempotencyKey == null ? null : IdempotencyKey.parse(idempotencyKey),
        receivedAt -> requested.of(request, requestedBy, receivedAt),
        ReportScheduler::identity,
        delivery -> Result.of(deliveries.schedule(delivery)));
  }

  /** Digests are stored: what is added later comes last, and only where a request has it. */
  static List<@Nullable Object> identity(DeliveryRequest delivery) {
    List<@Nullable Object> parts =
        new ArrayList<>(
            Arrays.asList(
                delivery.correlationId().value(),
                delivery.channel(),
                delivery.recipient().kind(),
                delivery.recipient().value(),
                delivery.subject(),
                delivery.message(),
                delivery.attachmentName(),
                delivery.customerId(),
                delivery.onUnknown(),
                delivery.scheduledTime(),
                delivery.expiresAt()));
    if (!delivery.reportId().equals(delivery.correlationId())) {
      parts.add("reportId=" + delivery.reportId());
    }
    if (delivery.recipientId() != null) {
      parts.add("recipientId=" + delivery.recipientId());
    }
    return parts;
  }
}
