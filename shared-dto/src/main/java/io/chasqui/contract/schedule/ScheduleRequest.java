package io.chasqui.contract.schedule;

import org.jspecify.annotations.Nullable;

/** What every request that schedules a delivery has in common. */
public sealed interface ScheduleRequest permits ScheduleEmailRequest, ScheduleMessagingRequest {

  @Nullable String correlationId();

  @Nullable String message();

  @Nullable Long customerId();

  @Nullable String scheduledTime();

  @Nullable String delay();

  @Nullable String expiresAt();

  @Nullable String attachmentName();

  @Nullable String onUnknown();

  @Nullable String reportId();
}
