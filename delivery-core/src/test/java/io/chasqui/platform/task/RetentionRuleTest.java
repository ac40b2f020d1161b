package io.chasqui.platform.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;

class RetentionRuleTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Integer> batches = new ArrayList<>();
  private Duration offset = Duration.ZERO;
  private final ClockGuard clocks = new ClockGuard(() -> offset);
  private final Stopping stopping = new Stopping();
  private Runnable afterABatch = () -> {};
  private int left;

  @Test
  void removesBatchByBatchUntilNoWholeOneIsLeft() {
    left = 250;

    every(Duration.ofMinutes(10)).task(meters, clocks, stopping).run();

    assertThat(batches).containsExactly(100, 100, 50);
    assertThat(left).isZero();
  }

  /** Really waits: how much is left to others is the subject. */
  @Test
  void leavesOthersThreeTimesAsLongAsItWorks() {
    left = 250;
    afterABatch = () -> LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    long began = System.nanoTime();

    every(Duration.ofMinutes(10)).task(meters, clocks, stopping).run();

    // Three batches, and a rest after each but the last.
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(400));
  }

  @Test
  void countsWhatItRemoves() {
    var task = every(Duration.ofMinutes(10)).task(meters, clocks, stopping);
    assertThat(removed()).as("before anything is removed").isZero();

    left = 250;
    task.run();
    left = 5;
    task.run();

    assertThat(removed()).isEqualTo(255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"P400D", "-P400D", "PT24H1S", "-PT24H1S"})
  void removesNothingWhileTheClocksDisagree(Duration machineAhead) {
    left = 250;
    offset = machineAhead;
    var task = every(Duration.ofMinutes(10)).task(meters, clocks, stopping);

    task.run();

    assertThat(batches).isEmpty();
    assertThat(removed()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT24H", "-PT24H"})
  void removesAsBeforeWhenTheClocksDifferByLess(Duration machineAhead) {
    left = 250;
    offset = machineAhead;

    every(Duration.ofMinutes(10)).task(meters, clocks, stopping).run();

    assertThat(left).isZero();
  }

  @Test
  void removesNothingMoreFromTheMomentOnWhenAClockJumps() {
    left = 250;
    afterABatch = () -> offset = Duration.ofDays(-3650);

    every(Duration.ofMinutes(10)).task(meters, clocks, stopping).run();

    assertThat(batches).containsExactly(100);
  }

  @Test
  void beginsNoFurtherBatchWhenTheApplicationIsToStop() {
    left = 250;
    afterABatch =
        () -> stopping.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));

    every(Duration.ofMinutes(10)).task(meters, clocks, stopping).run();

    assertThat(batches).containsExactly(100);
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void saysOnceWhyNothingIsRemovedAndThatItGoesOn(CapturedOutput output) {
    var task = every(Duration.ofMinutes(10)).task(meters, clocks, stopping);
    left = 5;
    offset = Duration.ofDays(-3650);
    task.run();
    task.run();
    assertThat(output.getOut())
        .containsOnlyOnce("this machine's clock is 3650 days behind the database's")
        .contains("best by NTP");

    offset = Duration.ZERO;
    task.run();

    assertThat(output.getOut()).containsOnlyOnce("The clocks agree again");
    assertThat(left).isZero();
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

    assertThatCode(rule.task(meters, clocks, stopping)::run).doesNotThrowAnyException();
  }

  @Test
  void beginsAMinuteAfterTheStartAtTheLatest() {
    assertThat(every(Duration.ofMinutes(10)).task(meters, clocks, stopping).first())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(every(Duration.ofMinutes(10)).task(meters, clocks, stopping).pause())
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(every(Duration.ofSeconds(10)).task(meters, clocks, stopping).first())
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
    afterABatch.run();
    return removed;
  }

  private double removed() {
    return meters.get("chasqui.retention.removed").tag("rule", "old-things").counter().count();
  }
}
