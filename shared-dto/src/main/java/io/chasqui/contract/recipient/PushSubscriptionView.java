package io.chasqui.contract.recipient;

import java.util.UUID;

/**
 * A browser that was registered. Endpoint and keys are never shown.
 *
 * @param id names the subscription; the same endpoint has the same one
 */
public record PushSubscriptionView(UUID id) {}
