package io.chasqui.contract.schedule;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a report to be sent by e-mail. Values are as the caller wrote them; the server checks
 * them and answers with every field that is wrong.
 *
 * @param correlationId required; 1-128 characters of {@code [A-Za-z0-9._:-]}
 * @param toEmail required; one address, docs/addresses.md
 * @param subject at most 200 characters; default "Report {reportId}"
 * @param message plain text, at most 50,000 characters
 * @param customerId optional
 * @param scheduledTime ISO-8601 instant with offset; not together with delay
 * @param delay ISO-8601 duration of weeks, days, hours, minutes and seconds
 * @param expiresAt ISO-8601 instant with offset; never sent after it
 * @param attachmentName at most 200 characters; default "{reportId}.pdf"
 * @param onUnknown {@code resend} or {@code hold}
 * @param reportId names the report, 1-128 characters of {@code [A-Za-z0-9._:-]}; default:
 *     correlationId
 */
public record ScheduleEmailRequest(
    @Nullable String correlationId,
    @Nullable String toEmail,
    @Nullable String subject,
    @Nullable String message,
    @Nullable Long customerId,
    @Nullable String scheduledTime,
    @Nullable String delay,
    @Nullable String expiresAt,
    @Nullable String attachmentName,
    @Nullable String onUnknown,
    @Nullable String reportId)
    implements ScheduleRequest {}
