package io.chasqui.contract.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link ScheduleMessagingRequest}: of chatId and phoneNumber, the one that was
 * given.
 *
 * @param jobId the delivery, and its job
 * @param correlationId names the report, and ties what belongs together
 * @param status always {@code Scheduled}
 * @param scheduledTime when it will be sent, at the earliest
 * @param message says in the caller's language what was accepted
 * @param chatId as it was given; absent when a number was
 * @param phoneNumber as it was given; absent when a chat was
 */
public record MessagingScheduled(
    UUID jobId,
    String correlationId,
    String status,
    Instant scheduledTime,
    String message,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String chatId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String phoneNumber) {}
