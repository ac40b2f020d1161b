package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.address.StoredRecipient;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.trace.Traceparent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this worker has taken for one attempt.
 *
 * @param id also the id of its job
 * @param correlationId ties what belongs together in logs and events
 * @param customerId as the request gave it; null: it gave none
 * @param channel the way that it takes
 * @param recipient to whom, by that channel
 * @param subject e-mail only; null: none
 * @param message plain text, empty: none; of a push message or a webhook the JSON that goes out
 * @param reportId names the report, if there is one
 * @param attachmentName null: there is no report
 * @param onUnknown what is done when this attempt is cut off after the last byte
 * @param retrySchedule the waits after temporary failures; null: those of its channel
 * @param attempt the attempt's number, counting from 1; the outcome is recorded under it
 * @param failedAttempts attempts that failed before this one and count towards giving up
 * @param wasUnknownBefore whether an earlier attempt was of unknown outcome
 * @param dueSince since when it has been wanted: the time it was scheduled for, or that of a
 *     person's decision to send it after all; a pause of its provider does not change it
 * @param startedAt when the attempt began, by the database's clock
 * @param traceparent whence its trace goes on; null: it belongs to none yet
 * @param recipientId of the one in the directory whose it is; null: nobody's there
 * @param expiresAt not sent after it, by the database's clock; null: no deadline
 * @param messageNumber by which gateways know it, the same in each attempt; null: it is no SMS
 * @param mayUnsubscribe whether whoever gets it may say that they want no more of its category
 * @param html of an e-mail that has some of its own; null: it is made of the message
 */
public record ClaimedDelivery(
    DeliveryId id,
    CorrelationId correlationId,
    @Nullable Long customerId,
    Channel channel,
    StoredRecipient recipient,
    @Nullable String subject,
    String message,
    CorrelationId reportId,
    @Nullable String attachmentName,
    OnUnknown onUnknown,
    @Nullable RetrySchedule retrySchedule,
    int attempt,
    int failedAttempts,
    boolean wasUnknownBefore,
    Instant dueSince,
    Instant startedAt,
    @Nullable Traceparent traceparent,
    @Nullable UUID recipientId,
    @Nullable Instant expiresAt,
    @Nullable Long messageNumber,
    boolean mayUnsubscribe,
    @Nullable String html) {

  /** The same with other words. */
  public ClaimedDelivery saying(String otherMessage, @Nullable String otherHtml) {
    return new ClaimedDelivery(
        id,
        correlationId,
        customerId,
        channel,
        recipient,
        subject,
        otherMessage,
        reportId,
        attachmentName,
        onUnknown,
        retrySchedule,
        attempt,
        failedAttempts,
        wasUnknownBefore,
        dueSince,
        startedAt,
        traceparent,
        recipientId,
        expiresAt,
        messageNumber,
        mayUnsubscribe,
        otherHtml);
  }
}
