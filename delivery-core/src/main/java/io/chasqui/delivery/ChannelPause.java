package io.chasqui.delivery;

import java.time.Duration;

/**
 * A provider is left alone by all workers.
 *
 * @param reason a failure code
 * @param left for how long still, by the ledger's clock
 */
public record ChannelPause(String reason, Duration left) {}
