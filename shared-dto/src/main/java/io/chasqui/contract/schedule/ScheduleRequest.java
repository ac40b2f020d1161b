package io.chasqui.contract.schedule;

import org.jspecify.annotations.Nullable;

/**
 * What every request that schedules a delivery has in common, as the caller wrote it: nothing of it
 * is checked, and what is null was not given.
 */
public sealed interface ScheduleRequest permits ScheduleEmailRequest, ScheduleMessagingRequest {

  /** Ties what belongs together; names the report too, unless {@link #reportId} does. */
  @Nullable String correlationId();

  /** The text, plain. */
  @Nullable String message();

  /** Whose customer it is about. */
  @Nullable Long customerId();

  /** When it is to be sent, at the earliest: an ISO 8601 instant with its offset. */
  @Nullable String scheduledTime();

  /** How long after its acceptance it is to be sent, an ISO 8601 duration; in place of a time. */
  @Nullable String delay();

  /** When it is too late to send it: an ISO 8601 instant with its offset. */
  @Nullable String expiresAt();

  /** The report's file name as the recipient sees it. */
  @Nullable String attachmentName();

  /** What is done when it may have been sent: {@code resend} or {@code hold}. */
  @Nullable String onUnknown();

  /** Names the report, if the correlation id does not. */
  @Nullable String reportId();

  /** Whose addresses in the directory it goes to, in place of an address. */
  @Nullable String recipientId();

  /** Of what it is, by which people choose what they want. */
  @Nullable String category();
}
