package io.chasqui.contract.push;

/**
 * What browsers subscribe for.
 *
 * @param publicKey {@code applicationServerKey}, 65 bytes in base64url
 */
public record PushKeyView(String publicKey) {}
