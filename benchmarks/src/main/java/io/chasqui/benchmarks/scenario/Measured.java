package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Usage;
import java.time.Duration;
import java.util.Map;

/**
 * What one measurement of a throughput gave.
 *
 * @param count how many, all of them
 * @param window from the first to the last
 * @param usage of each process meanwhile
 */
record Measured(int count, Duration window, Map<String, Usage> usage) {

  double perSecond() {
    return count / (window.toNanos() / 1e9);
  }

  double cpuMillisEach(String process) {
    Usage used = usage.get(process);
    return used == null ? 0 : used.cpuSeconds() * 1_000 / count;
  }
}
