package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import java.time.Instant;

/**
 * How many deliveries will be due within five minutes.
 *
 * @param begins the first moment of these, a multiple of five minutes or the time of the question
 * @param channel that they take
 * @param n how many; at most {@link DeliveryCharts#MOST_DUE}, which means that many or more
 */
public record DueCount(Instant begins, Channel channel, long n) {}
