package io.chasqui.benchmarks.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void aQuantileIsTheValueThatSoManyDoNotExceed() {
    List<Duration> oneToHundred =
        IntStream.rangeClosed(1, 100)
            .mapToObj(Duration::ofMillis)
            .sorted(Collections.reverseOrder())
            .toList();

    Distribution distribution = new Distribution(oneToHundred);

    assertThat(distribution.min()).isEqualTo(Duration.ofMillis(1));
    assertThat(distribution.quantile(0.5)).isEqualTo(Duration.ofMillis(50));
    assertThat(distribution.quantile(0.99)).isEqualTo(Duration.ofMillis(99));
    assertThat(distribution.max()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void whatIsEarlyIsBelowZero() {
    Distribution distribution =
        new Distribution(List.of(Duration.ofMillis(3), Duration.ofMillis(-2)));

    assertThat(distribution.min()).isEqualTo(Duration.ofMillis(-2));
  }
}
