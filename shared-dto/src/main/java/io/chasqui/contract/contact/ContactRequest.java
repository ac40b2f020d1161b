package io.chasqui.contract.contact;

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
    @Nullable String name,
    @Nullable String email,
    @Nullable String message,
    @Nullable String website) {}
