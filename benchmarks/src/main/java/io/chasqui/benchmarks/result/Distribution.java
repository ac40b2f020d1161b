package io.chasqui.benchmarks.result;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** How a measure is spread over many events. */
public final class Distribution {

  private final List<Duration> sorted;

  /**
   * @param values at least one
   */
  public Distribution(Collection<Duration> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    this.sorted = values.stream().sorted().toList();
  }

  public Duration min() {
    return sorted.get(0);
  }

  public Duration max() {
    return sorted.get(sorted.size() - 1);
  }

  /**
   * The value that so many of all events do not exceed.
   *
   * @param share above 0, at most 1
   */
  public Duration quantile(double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(1, rank) - 1);
  }
}
