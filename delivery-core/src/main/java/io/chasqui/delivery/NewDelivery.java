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
 * @param attachmentName the report's file name, as the recipient sees it; null: there is no report
 * @param scheduledTime not sent before it
 * @param expiresAt not sent after it; null: no deadline
 * @param retrySchedule the waits after temporary failures; null: those of its channel
 */
public record NewDelivery(
    CorrelationId correlationId,
    Channel channel,
    Recipient recipient,
    @Nullable String subject,
    String message,
    @Nullable String attachmentName,
    @Nullable Long customerId,
    OnUnknown onUnknown,
    Instant scheduledTime,
    @Nullable Instant expiresAt,
    @Nullable RetrySchedule retrySchedule) {

  /**
   * @throws IllegalArgumentException when there is neither a report nor a message
   */
  public NewDelivery {
    if (attachmentName == null && message.isBlank()) {
      throw new IllegalArgumentException("a delivery has a report or a message, or both");
    }
  }
}
