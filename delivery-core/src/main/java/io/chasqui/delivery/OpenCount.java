package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;

/** How many deliveries of a channel are open in a state; one that no delivery has is not told. */
public record OpenCount(Channel channel, DeliveryStatus status, long count) {}
