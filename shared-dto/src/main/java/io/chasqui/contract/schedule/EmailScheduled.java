package io.chasqui.contract.schedule;

import java.time.Instant;
import java.util.UUID;

/**
 * The answer to a {@link ScheduleEmailRequest}.
 *
 * @param jobId the delivery, and its job
 * @param status always {@code Scheduled}
 * @param scheduledTime when it will be sent, at the earliest
 */
public record EmailScheduled(
    UUID jobId,
    String correlationId,
    String status,
    Instant scheduledTime,
    String message,
    String emailTo) {}
