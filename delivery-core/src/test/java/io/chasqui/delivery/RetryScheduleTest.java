package io.chasqui.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5));

  private final RetrySchedule schedule = new RetrySchedule(WAITS);

  @RepeatedTest(200)
  void eachWaitIsItsOwnAndUpToAFifthMore() {
    Random chance = new Random();
    for (int failed = 1; failed <= WAITS.size(); failed++) {
      Duration listed = WAITS.get(failed - 1);

      assertThat(schedule.waitAfter(failed, chance).orElseThrow())
          .isBetween(listed, listed.plus(listed.dividedBy(5)));
    }
  }

  @Test
  void isTheSameAfterBeingWritten() {
    assertThat(schedule.text()).isEqualTo("PT5S,PT5S,PT30S,PT5M");
    assertThat(RetrySchedule.parse(schedule.text())).isEqualTo(schedule);
    assertThat(RetrySchedule.parse("")).isEqualTo(new RetrySchedule(List.of()));
  }

  @Test
  void waitsDiffer() {
    Random chance = new Random(1);

    assertThat(
            java.util.stream.Stream.generate(() -> schedule.waitAfter(4, chance).orElseThrow())
                .limit(20)
                .distinct())
        .hasSizeGreaterThan(10);
  }

  @Test
  void endsAfterTheLastWait() {
    assertThat(schedule.waitAfter(4, new Random())).isPresent();
    assertThat(schedule.waitAfter(5, new Random())).isEmpty();
    assertThat(schedule.waitAfter(Integer.MAX_VALUE, new Random())).isEmpty();
  }

  @Test
  void anEmptyListTriesOnce() {
    assertThat(new RetrySchedule(List.of()).waitAfter(1, new Random())).isEmpty();
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> new RetrySchedule(List.of(Duration.ofSeconds(-1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> schedule.waitAfter(0, new Random()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
