package io.chasqui.contract.contact;

import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.contract.constraint.OneLine;
import io.chasqui.contract.constraint.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote into a contact form. Values are as the caller wrote them; the server checks
 * them and answers with every field that is wrong.
 *
 * @param id a UUID of the caller's: the same message is taken once
 * @param name required; one line of 1-100 characters
 * @param email required; one address, docs/addresses.md; nothing is ever sent to it
 * @param message required; plain text of 1-5,000 characters
 * @param website a trap for programs: people do not see this field, and what fills it is dropped
 */
public record ContactRequest(
    @Nullable String id,
    @NotBlank @Size(max = FieldLimits.CONTACT_NAME) @OneLine @Nullable String name,
    @NotBlank @Size(max = FieldLimits.EMAIL_ADDRESS) @Nullable String email,
    @NotBlank @Size(max = FieldLimits.CONTACT_MESSAGE) @PlainText @Nullable String message,
    @Nullable String website) {}
