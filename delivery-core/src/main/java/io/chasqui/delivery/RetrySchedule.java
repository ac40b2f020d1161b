package io.chasqui.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * An explicit list of waits between attempts. Each gets up to a fifth more by chance, so that
 * deliveries which failed together do not come back together.
 *
 * @param waits the first after the first attempt, none negative; empty: there is one attempt
 */
public record RetrySchedule(List<Duration> waits) {

  private static final double JITTER = 0.2;

  /**
   * @throws IllegalArgumentException when a wait is negative
   */
  public RetrySchedule {
    waits = List.copyOf(waits);
    if (waits.stream().anyMatch(Duration::isNegative)) {
      throw new IllegalArgumentException("a wait must not be negative");
    }
  }

  /**
   * The schedule that {@link #text} wrote.
   *
   * @throws java.time.format.DateTimeParseException when it is none
   */
  public static RetrySchedule parse(String text) {
    return new RetrySchedule(
        text.isEmpty()
            ? List.of()
            : Arrays.stream(text.split(",", -1)).map(Duration::parse).toList());
  }

  /** The waits in ISO 8601 with commas between, e.g. {@code PT5S,PT30S}; empty: no waits. */
  public String text() {
    return waits.stream().map(Duration::toString).collect(Collectors.joining(","));
  }

  /**
   * How long to wait before the next attempt.
   *
   * @param failedAttempts how many have failed, this one included; counts from 1
   * @return empty when there is no further attempt
   */
  public Optional<Duration> waitAfter(int failedAttempts, RandomGenerator chance) {
    if (failedAttempts < 1) {
      throw new IllegalArgumentException("failedAttempts counts from 1, but was " + failedAttempts);
    }
    if (failedAttempts > waits.size()) {
      return Optional.empty();
    }
    long millis = waits.get(failedAttempts - 1).toMillis();
    return Optional.of(Duration.ofMillis(millis + (long) (millis * JITTER * chance.nextDouble())));
  }
}
