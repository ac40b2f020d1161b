package io.chasqui.contract.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link ScheduleEmailRequest}.
 *
 * @param jobId the delivery, and its job
 * @param correlationId names the report, and ties what belongs together
 * @param status always {@code Scheduled}
 * @param scheduledTime when it will be sent, at the earliest
 * @param message says in the caller's language what was accepted
 * @param emailTo as it was given; absent when recipientId was
 * @param recipientAscii the address that is used, with its domain in ASCII; absent when it is
 *     emailTo
 * @param recipientId as it was given; absent when an address was
 */
public record EmailScheduled(
    UUID jobId,
    String correlationId,
    String status,
    Instant scheduledTime,
    String message,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String emailTo,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String recipientAscii,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID recipientId) {}
