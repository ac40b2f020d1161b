package io.chasqui.server.status;

import io.chasqui.jobs.Queue;
import java.time.Duration;

/**
 * How a queue is.
 *
 * @param workers those that live: they gave a sign within the last 30 s
 * @param isUsed whether there are such workers, or were within the last day, or deliveries are due
 * @param oldestDue for how long the oldest delivery that is due has been waiting for a worker;
 *     zero: none is
 * @param due how many of these there are, as far as they were counted
 */
public record QueueState(Queue queue, int workers, boolean isUsed, Duration oldestDue, long due) {}
