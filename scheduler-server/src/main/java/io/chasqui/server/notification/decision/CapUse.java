package io.chasqui.server.notification.decision;

import io.chasqui.contract.delivery.Channel;
import java.time.Instant;

/**
 * Something that somebody was sent, or is to be sent, of a category with a cap.
 *
 * @param at when
 */
public record CapUse(Channel channel, Instant at) {}
