package io.chasqui.worker.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartPausesTest {

  private long nanos = -5;
  private final RestartPauses pauses = new RestartPauses(() -> nanos);

  @Test
  void theFirstRestartWaitsForNothing() {
    assertThat(pauses.isOver()).isTrue();
  }

  @Test
  void restartsThatDoNotHelpComeEverMoreSeldomButOnceAMinuteAtLeast() {
    assertThat(Stream.generate(this::secondsUntilTheNext).limit(8))
        .containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void oneThatHelpedIsForgotten() {
    Stream.generate(this::secondsUntilTheNext).limit(5).forEach(seconds -> {});
    nanos += Duration.ofMinutes(2).toNanos();

    assertThat(secondsUntilTheNext()).isEqualTo(2);
  }

  private long secondsUntilTheNext() {
    pauses.restarts();
    long restartedAt = nanos;
    while (!pauses.isOver()) {
      nanos += Duration.ofSeconds(1).toNanos();
    }
    return Duration.ofNanos(nanos - restartedAt).toSeconds();
  }
}
