package io.chasqui.server.status.health;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What everybody may know: names and states, no keys, hosts or versions.
 *
 * @param database whether it takes writes
 * @param queues by name; empty when it is not known
 * @param channels by name; empty when it is not known, or no worker lives
 */
public record HealthReport(
    Status status,
    Status database,
    Map<String, QueueHealth> queues,
    Map<String, ChannelHealth> channels) {

  public HealthReport {
    queues = Collections.unmodifiableMap(new TreeMap<>(queues));
    channels = Collections.unmodifiableMap(new TreeMap<>(channels));
  }

  /**
   * How a queue is.
   *
   * @param oldestDueSeconds for how long the oldest due delivery has been waiting; 0: none is due
   * @param workers that live
   */
  public record QueueHealth(Status status, long oldestDueSeconds, int workers) {}

  /**
   * How a channel is.
   *
   * @param breaker of its workers: CLOSED, HALF_OPEN, OPEN, or SOME_OPEN when others still send
   * @param resting whether all leave it alone for a stated time
   */
  public record ChannelHealth(Status status, String breaker, boolean resting) {}
}
