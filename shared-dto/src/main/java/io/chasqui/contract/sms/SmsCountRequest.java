package io.chasqui.contract.sms;

import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.contract.constraint.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks how long a text is as an SMS. Nothing is stored.
 *
 * @param text required; plain text, at most 50,000 characters
 */
public record SmsCountRequest(
    @NotBlank @Size(max = FieldLimits.MESSAGE) @PlainText @Nullable String text) {}
