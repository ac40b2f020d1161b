package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.server.console.Mask;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.delivery.DeliveriesModel.Row;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deliveries as rows of a list. */
public final class Rows {

  private Rows() {}

  /** What this person sees of one. */
  public static Row row(DeliveryView delivery, Viewer viewer) {
    @Nullable String subject = viewer.mayAct() ? delivery.subject() : null;
    return new Row(
        delivery.id().toString(),
        delivery.status(),
        delivery.correlationId(),
        subject,
        Mask.of(delivery.channel(), delivery.recipient()),
        delivery.channel(),
        Optional.ofNullable(delivery.nextAttemptAt()).orElse(delivery.scheduledTime()),
        delivery.attempts().size(),
        delivery.failureCode(),
        delivery.failureDetail());
  }
}
