package io.chasqui.delivery;

import java.time.Duration;

/**
 * What is due on a channel, and waits for a worker.
 *
 * @param n how many; at most as many as were to be counted, which means that many or more
 * @param oldest for how long the one that is due for longest has been waiting
 */
public record DueNow(long n, Duration oldest) {}
