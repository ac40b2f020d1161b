package io.chasqui.server.status.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.event.AlertSeverity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertDebounceTest {

  private static final AlertCondition FAULT =
      new AlertCondition(
          new AlertKind("CHANNEL_FAULT", AlertSeverity.CRITICAL), "smtp:host:587", "detail");
  private static final AlertCondition ALONE =
      new AlertCondition(
          new AlertKind("NO_WORKER", AlertSeverity.CRITICAL, Duration.ofSeconds(60)),
          "email",
          "detail");
  private static final List<AlertCondition.Key> OPEN = List.of(FAULT.key());

  private long now;
  private final AlertDebounce seen = new AlertDebounce(Duration.ofSeconds(60), () -> now);

  @Test
  void aFaultCountsAtOnceAndAMissingWorkerAfterAWhile() {
    assertThat(seen.lasting(List.of(FAULT, ALONE))).containsExactly(FAULT);

    pass(59);
    assertThat(seen.lasting(List.of(ALONE))).isEmpty();

    pass(1);
    assertThat(seen.lasting(List.of(ALONE))).containsExactly(ALONE);
  }

  @Test
  void aWorkerThatWasBackMeanwhileBeginsTheWaitAnew() {
    seen.lasting(List.of(ALONE));
    pass(59);
    seen.lasting(List.of());
    pass(1);

    assertThat(seen.lasting(List.of(ALONE))).isEmpty();
  }

  @Test
  void whatLooksCouldNotBeMadeForDoesNotCount() {
    seen.lasting(List.of(ALONE));
    pass(600);
    seen.forget();

    assertThat(seen.lasting(List.of(ALONE))).as("heartbeats come first").isEmpty();
  }

  @Test
  void anAlertIsOverWhenItsConditionWasNotSeenForAWhile() {
    assertThat(seen.over(OPEN, List.of())).isEmpty();

    pass(59);
    assertThat(seen.over(OPEN, List.of())).isEmpty();

    pass(1);
    assertThat(seen.over(OPEN, List.of())).isEqualTo(OPEN);
  }

  @Test
  void aConditionThatComesAndGoesKeepsItsAlertOpen() {
    for (int i = 0; i < 10; i++) {
      assertThat(seen.over(OPEN, List.of())).isEmpty();
      pass(50);
      assertThat(seen.over(OPEN, List.of(FAULT))).isEmpty();
      pass(50);
    }
  }

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }
}
