package io.chasqui.contract.notify;

import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.contract.constraint.OneLine;
import io.chasqui.contract.constraint.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a plain e-mail to be sent now. Values are as the caller wrote them; the server checks
 * them and answers with every field that is wrong.
 *
 * @param id a UUID of the caller's: the same message is sent once
 * @param to required; one address, docs/addresses.md
 * @param subject required; one line of 1-200 characters
 * @param body required; plain text of 1-50,000 characters
 */
public record NotifyRequest(
    @Nullable String id,
    @NotBlank @Size(max = FieldLimits.EMAIL_ADDRESS) @Nullable String to,
    @NotBlank @Size(max = FieldLimits.SUBJECT) @OneLine @Nullable String subject,
    @NotBlank @Size(max = FieldLimits.MESSAGE) @PlainText @Nullable String body) {}
