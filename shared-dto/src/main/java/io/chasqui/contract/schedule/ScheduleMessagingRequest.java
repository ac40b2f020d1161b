package io.chasqui.contract.schedule;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.chasqui.contract.constraint.ChatIdDeserializer;
import io.chasqui.contract.constraint.FieldForms;
import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.contract.constraint.OneLine;
import io.chasqui.contract.constraint.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a report to be sent by a messenger, or for a message by SMS, push or webhook. Values are
 * as the caller wrote them; the server checks them and answers with every field that is wrong.
 *
 * @param correlationId required; 1-128 characters of {@code [A-Za-z0-9._:-]}
 * @param platform {@code telegram}, the default, {@code sms}, {@code push} or {@code webhook}
 * @param chatId the chat's number, or {@code @name} of a channel; by telegram exactly one of
 *     chatId, phoneNumber and recipientId is required
 * @param phoneNumber international form, docs/addresses.md; by telegram its owner must have shared
 *     it with the bot; by sms this or recipientId is required
 * @param message plain text, at most 50,000 characters; by telegram up to 1,024 UTF-16 units go as
 *     the document's caption; by all others it is required; by sms bounded by parts, docs/sms.md
 * @param customerId optional
 * @param scheduledTime ISO-8601 instant with offset; not together with delay
 * @param delay ISO-8601 duration of weeks, days, hours, minutes and seconds
 * @param expiresAt ISO-8601 instant with offset; never sent after it
 * @param attachmentName at most 200 characters; default "{reportId}.pdf"; by telegram only
 * @param onUnknown {@code resend} or {@code hold}
 * @param reportId names the report, 1-128 characters of {@code [A-Za-z0-9._:-]}; default:
 *     correlationId; by telegram only
 * @param recipientId of one in the directory, whose addresses of that platform it goes to; by push
 *     and webhook it is required
 * @param category of what it is, 1-300 characters of {@code [A-Za-z0-9._:/-]}; default: none
 */
public record ScheduleMessagingRequest(
    @NotBlank
        @Pattern(regexp = FieldForms.CORRELATION_ID, message = "{field.correlationId}")
        @Size(max = FieldLimits.CORRELATION_ID)
        @Nullable String correlationId,
    @Nullable String platform,
    @JsonDeserialize(using = ChatIdDeserializer.class) @Nullable String chatId,
    @Nullable String phoneNumber,
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
