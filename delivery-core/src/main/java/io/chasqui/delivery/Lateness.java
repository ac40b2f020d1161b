package io.chasqui.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How late first attempts began after their scheduled time, as a histogram.
 *
 * @param counts how many began less than 16 ms late, less than 32 ms, 64 ms and so on, each without
 *     those before; the last one has all that began later than 4 min 22 s
 */
public record Lateness(List<Long> counts) {

  /** So many counts there are. */
  public static final int BUCKETS = 16;

  /** The bound of the first one, in milliseconds; each is twice the one before. */
  private static final int FIRST_BOUND = 16;

  /** Nothing was delivered by its first attempt. */
  public static final Lateness NONE = new Lateness(Collections.nCopies(BUCKETS, 0L));

  /**
   * @throws IllegalArgumentException when there are more counts or fewer
   */
  public Lateness {
    if (counts.size() != BUCKETS) {
      throw new IllegalArgumentException("not " + BUCKETS + " counts: " + counts.size());
    }
    counts = List.copyOf(counts);
  }

  /** Of both together. */
  public Lateness plus(Lateness other) {
    List<Long> sums = new ArrayList<>();
    for (int i = 0; i < BUCKETS; i++) {
      sums.add(counts.get(i) + other.counts.get(i));
    }
    return new Lateness(sums);
  }

  /**
   * The lateness that a part of them did not exceed, as if those of a count lay evenly between its
   * bounds. Of those that were later than the last bound it is that bound.
   *
   * @param part from 0 to 1: 0.5 for the median
   * @return empty when there are none
   */
  public Optional<Duration> percentile(double part) {
    long all = counts.stream().mapToLong(Long::longValue).sum();
    if (all == 0) {
      return Optional.empty();
    }
    double wanted = part * all;
    long before = 0;
    for (int i = 0; i < BUCKETS - 1; i++) {
      long here = counts.get(i);
      if (here > 0 && before + here >= wanted) {
        return Optional.of(within(i, (wanted - before) / here));
      }
      before += here;
    }
    return Optional.of(Duration.ofMillis(bound(BUCKETS - 2)));
  }

  private static Duration within(int bucket, double part) {
    long lower = bucket == 0 ? 0 : bound(bucket - 1);
    return Duration.ofMillis(lower + Math.round((bound(bucket) - lower) * Math.max(part, 0)));
  }

  private static long bound(int bucket) {
    return (long) FIRST_BOUND << bucket;
  }
}
