package io.chasqui.contract.schedule;

import io.chasqui.contract.constraint.FieldForms;
import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.contract.constraint.OneLine;
import io.chasqui.contract.constraint.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a report to be sent by e-mail. Values are as the caller wrote them; the server checks
 * them and answers with every field that is wrong.
 *
 * @param correlationId required; 1-128 characters of {@code [A-Za-z0-9._:-]}
 * @param toEmail one address, docs/addresses.md; exactly one of toEmail and recipientId is required
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
 * @param recipientId of one in the directory, whose e-mail address it goes to
 * @param category of what it is, 1-300 characters of {@code [A-Za-z0-9._:/-]}; default: none
 */
public record ScheduleEmailRequest(
    @NotBlank
        @Pattern(regexp = FieldForms.CORRELATION_ID, message = "{field.correlationId}")
        @Size(max = FieldLimits.CORRELATION_ID)
        @Nullable String correlationId,
    @Size(max = FieldLimits.EMAIL_ADDRESS) @Nullable String toEmail,
    @Size(max = FieldLimits.SUBJECT) @OneLine @Nullable String subject,
    @Size(max = FieldLimits.MESSAGE) @PlainText @Nullable String message,
    @Nullable Long customerId,
    @Nullable String scheduledTime,
    @Nullable String delay,
    @Nullable String expiresAt,
    @Size(max = FieldLimits.ATTACHMENT_NAME) @OneLine @Nullable String attachmentName,
    @Nullable String onUnknown,
    @Pattern(regexp = FieldForms.CORRELATION_ID, message = "{field.correlationId}")
        @Size(max = FieldLimits.CORRELATION_ID)
        @Nullable String reportId,
    @Nullable String recipientId,
    @Pattern(regexp = FieldForms.CATEGORY, message = "{field.categoryName}")
        @Size(max = FieldLimits.CATEGORY)
        @Nullable String category)
    implements ScheduleRequest {}
