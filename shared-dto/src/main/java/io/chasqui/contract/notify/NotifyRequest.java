package io.chasqui.contract.notify;

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
    @Nullable String id, @Nullable String to, @Nullable String subject, @Nullable String body) {}
