package io.chasqui.platform.task;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;

/**
 * Removes what a feature need not keep any more; a bean of the feature. It is removed in batches,
 * each for itself, until there is no whole one left, by any number of servers side by side. After
 * each batch others have the database three times as long as it took.
 *
 * @param name of the rule, in the plural: the tag of a metric, {@code contact-messages}
 * @param every pause between two rounds; the first begins after a minute at the latest
 * @param batch so many at a time, at least 1: a table must not be locked for long
 * @param removeBatch removes at most so many, and says how many it has removed
 */
public record RetentionRule(String name, Duration every, int batch, IntUnaryOperator removeBatch) {

  /**
   * Anything is kept for a century at most, in days: bounds what settings say. PostgreSQL tells no
   * time that is much longer ago than 6,000 years, and a rule that asks for one fails.
   */
  public static final long LONGEST_KEPT_DAYS = 36_500;

  private static final Duration LONGEST_FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_REST = Duration.ofSeconds(10);

  public RetentionRule {
    if (!name.matches("[a-z]+(-[a-z]+)*")) {
      throw new IllegalArgumentException("not lower-case words with hyphens: " + name);
    }
    if (batch < 1) {
      throw new IllegalArgumentException("a batch of " + batch + " removes nothing: " + name);
    }
  }

  /**
   * What the server does again and again; counts what it removes.
   *
   * @param clocks asked before each batch
   * @param stopping asked after each one
   */
  public PeriodicTask task(MeterRegistry meters, ClockGuard clocks, Stopping stopping) {
    Counter removed = counter(name, meters);
    return new PeriodicTask(
        every.compareTo(LONGEST_FIRST_PAUSE) < 0 ? every : LONGEST_FIRST_PAUSE,
        every,
        "Old rows could not be removed: " + name,
        () -> removeAll(removed, clocks, stopping));
  }

  /** What was removed by a rule; also for whoever removes in another way than a rule does. */
  public static Counter counter(String rule, MeterRegistry meters) {
    return Counter.builder("chasqui.retention.removed")
        .description("Rows that were removed or emptied because they need not be kept any more")
        .tag("rule", rule)
        .register(meters);
  }

  private void removeAll(Counter counter, ClockGuard clocks, Stopping stopping) {
    long began;
    int removed;
    do {
      began = System.nanoTime();
      removed = clocks.letRemove() ? removeBatch.applyAsInt(batch) : 0;
      counter.increment(removed);
    } while (removed >= batch && !stopping.hasBegun() && hasRested(System.nanoTime() - began));
  }

  /** Works a quarter of the time; whoever was frozen in a batch does not rest all the longer. */
  private static boolean hasRested(long work) {
    LockSupport.parkNanos(Math.min(3 * work, LONGEST_REST.toNanos()));
    return !Thread.currentThread().isInterrupted();
  }
}
