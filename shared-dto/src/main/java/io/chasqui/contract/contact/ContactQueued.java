package io.chasqui.contract.contact;

/**
 * The answer to a {@link ContactRequest}.
 *
 * @param status always {@code queued}
 * @param message says so in the caller's language
 */
public record ContactQueued(String status, String message) {}
