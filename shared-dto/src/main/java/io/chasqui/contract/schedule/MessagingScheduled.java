package io.chasqui.contract.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link ScheduleMessagingRequest}: of chatId, phoneNumber and recipientId, the one
 * that was given.
 *
 * @param jobId the delivery, and its job
 * @param correlationId names the report, and ties what belongs together
 * @param status always {@code Scheduled}
 * @param scheduledTime when it will be sent, at the earliest
 * @param message says in the caller's language what was accepted
 * @param chatId as it was given; absent when it was not
 * @param phoneNumber as it was given; absent when it was not
 * @param recipientId as it was given; absent when it was not
 * @param jobIds all deliveries that were made, jobId first, of a recipient that is reached at
 *     several addresses; absent: there is one
 */
public record MessagingScheduled(
    UUID jobId,
    String correlationId,
    String status,
    Instant scheduledTime,
    String message,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String chatId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String phoneNumber,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID recipientId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<UUID> jobIds) {

  public MessagingScheduled {
    jobIds = jobIds == null ? null : List.copyOf(jobIds);
  }
}
