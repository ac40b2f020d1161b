package io.chasqui.server.plainemail;

import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.platform.CorrelationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plain e-mail that was asked for, with every value checked.
 *
 * @param correlationId of the request that brought it; a repeated one may have another
 * @param requestedBy the name of the key that came with it; a repeated one may have another
 */
record PlainEmail(
    CorrelationId correlationId,
    @Nullable String requestedBy,
    EmailAddress to,
    String subject,
    String body) {

  private static final Origin ORIGIN = new Origin("PLAIN_EMAIL", null);

  /** Due at once: what is scheduled for the past, or now, is sent now. */
  DeliveryRequest delivery(Instant receivedAt, RetrySchedule waits) {
    return DeliveryRequest.email(to)
        .origin(ORIGIN)
        .requestedBy(requestedBy)
        .correlationId(correlationId)
        .subject(subject)
        .message(body)
        .at(receivedAt.truncatedTo(ChronoUnit.MICROS))
        .waits(waits)
        .build();
  }

  /** What tells it from other requests under its Idempotency-Key; digests of it are stored. */
  List<@Nullable Object> identity() {
    return List.of("notify", to.value(), subject, body);
  }
}
