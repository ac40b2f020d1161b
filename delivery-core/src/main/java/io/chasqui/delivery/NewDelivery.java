package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.platform.CorrelationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is to be scheduled; every value is already checked.
 *
 * @param subject e-mail only
 * @param message plain text; empty: none
 * @param attachmentName the report's file name, as the recipient sees it
 * @param scheduledTime not sent before it
 * @param expiresAt not sent after it; null: no deadline
 */
public record NewDelivery(
    CorrelationId correlationId,
    Channel channel,
    Recipient recipient,
    @Nullable String subject,
    String message,
    String attachmentName,
    @Nullable Long customerId,
    OnUnknown onUnknown,
    Instant scheduledTime,
    @Nullable Instant expiresAt) {}
