package io.chasqui.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionRuleTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Integer> batches = new ArrayList<>();
  private int left;

  @Test
  void removesBatchByBatchUntilNoWholeOneIsLeft() {
    left = 250;

    every(Duration.ofMinutes(10)).task(meters).run();

    assertThat(batches).containsExactly(100, 100, 50);
    assertThat(left).isZero();
  }

  @Test
  void countsWhatItRemoves() {
    var task = every(Duration.ofMinutes(10)).task(meters);
    assertThat(removed()).as("before anything is removed").isZero();

    left = 250;
    task.run();
    left = 5;
    task.run();

    assertThat(removed()).isEqualTo(255);
  }

  @Test
  void goesOnWhenTheDatabaseWasAway() {
    RetentionRule rule =
        new RetentionRule(
            "old-things",
            Duration.ofMinutes(1),
            100,
            atMost -> {
              throw new IllegalStateException("away");
            });

    assertThatCode(rule.task(meters)::run).doesNotThrowAnyException();
  }

  @Test
  void beginsAMinuteAfterTheStartAtTheLatest() {
    assertThat(every(Duration.ofMinutes(10)).task(meters).first()).isEqualTo(Duration.ofMinutes(1));
    assertThat(every(Duration.ofMinutes(10)).task(meters).pause())
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(every(Duration.ofSeconds(10)).task(meters).first())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aBatchOfNothingWouldNeverEnd() {
    assertThatThrownBy(() -> new RetentionRule("old-things", Duration.ofMinutes(1), 0, atMost -> 0))
        .hasMessageContaining("old-things");
  }

  private RetentionRule every(Duration pause) {
    return new RetentionRule("old-things", pause, 100, this::remove);
  }

  private int remove(int atMost) {
    int removed = Math.min(left, atMost);
    left -= removed;
    batches.add(removed);
    return removed;
  }

  private double removed() {
    return meters.get("chasqui.retention.removed").tag("rule", "old-things").counter().count();
  }
}
