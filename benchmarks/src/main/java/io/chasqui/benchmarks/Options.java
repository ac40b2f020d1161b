package io.chasqui.benchmarks;

import java.time.Duration;

/**
 * How large a run is.
 *
 * @param mails of scenario A, and of its yardsticks
 * @param warmUp mails that are sent before the clock starts, by each that is measured
 * @param rounds how often A and its yardsticks are repeated
 * @param poolSize SMTP connections of the worker, and of the raw client
 * @param timeout of each phase
 */
public record Options(
    int mails, int reportBytes, int warmUp, int rounds, int poolSize, Duration timeout) {

  static Options full() {
    return new Options(5_000, 100 * 1024, 500, 3, 10, Duration.ofMinutes(3));
  }
}
