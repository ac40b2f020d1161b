package io.chasqui.server.notify;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.NewDelivery;
import io.chasqui.delivery.Recipient;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.schedule.OnceOnly;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plain e-mail that was asked for, with every value checked.
 *
 * @param correlationId of the request that brought it; a repeated one may have another
 */
record Notice(
    CorrelationId correlationId,
    String to,
    String subject,
    String body,
    RetrySchedule waits,
    Deliveries deliveries)
    implements OnceOnly<NewDelivery> {

  /** Due at once: what is scheduled for the past, or now, is sent now. */
  @Override
  public NewDelivery asOf(Instant receivedAt) {
    return new NewDelivery(
        correlationId,
        Channel.EMAIL,
        Recipient.emailAddress(to),
        subject,
        body,
        null,
        null,
        OnUnknown.RESEND,
        receivedAt.truncatedTo(ChronoUnit.MICROS),
        null,
        waits);
  }

  @Override
  public List<@Nullable Object> parts(NewDelivery understood) {
    return List.of("notify", to, subject, body);
  }

  @Override
  public DeliveryId store(NewDelivery understood) {
    return deliveries.schedule(understood);
  }
}
