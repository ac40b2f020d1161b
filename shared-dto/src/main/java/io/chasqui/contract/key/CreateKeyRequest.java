package io.chasqui.contract.key;

import io.chasqui.contract.constraint.FieldForms;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an API key.
 *
 * @param name whose key it is, 1-64 characters of {@code [A-Za-z0-9._-]}; at most two live keys
 *     have the same; default: a name of its own
 * @param scopes required; of {@code schedule}, {@code read}, {@code manage}, {@code recipients},
 *     {@code templates}, {@code approve}, {@code topics}, {@code publish}, {@code consume}, {@code
 *     admin}
 * @param expiresAt ISO-8601 instant with offset, in the future; default: never
 */
public record CreateKeyRequest(
    @Pattern(regexp = FieldForms.KEY_NAME, message = "{field.keyName}") @Nullable String name,
    @Nullable List<@Nullable String> scopes,
    @Nullable String expiresAt) {}
