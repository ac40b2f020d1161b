package io.chasqui.contract.recipient;

import org.jspecify.annotations.Nullable;

/**
 * Asks for two recipients to become one.
 *
 * @param from required; the UUID of the recipient that is erased afterwards
 */
public record RecipientMergeRequest(@Nullable String from) {}
