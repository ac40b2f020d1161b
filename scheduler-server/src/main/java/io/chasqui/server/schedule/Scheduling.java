package io.chasqui.server.schedule;

import io.chasqui.contract.schedule.ScheduleRequest;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.NewDelivery;
import io.chasqui.server.request.Written;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that schedules a report. */
record Scheduling(
    Written<? extends ScheduleRequest> request,
    RequestedDeliveries requested,
    Deliveries deliveries)
    implements OnceOnly<NewDelivery> {

  @Override
  public NewDelivery asOf(Instant receivedAt) {
    return requested.of(request, receivedAt);
  }

  @Override
  public List<@Nullable Object> parts(NewDelivery delivery) {
    return Arrays.asList(
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
        delivery.expiresAt());
  }

  @Override
  public DeliveryId store(NewDelivery delivery) {
    return deliveries.schedule(delivery);
  }
}
