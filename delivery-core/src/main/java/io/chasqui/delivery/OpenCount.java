package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;

/**
 * How many deliveries of a channel are open in a state.
 *
 * @param channel whose deliveries these are
 * @param status the state that they are in; one that no delivery is in is not told
 * @param count at least 1
 */
public record OpenCount(Channel channel, DeliveryStatus status, long count) {}
