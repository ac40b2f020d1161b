package io.chasqui.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be said of attempts to come. */
class DeliveryPlanTest {

  private static final Instant NEXT = Instant.parse("2026-11-30T03:00:00Z");
  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(
          List.of(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(10)));

  @Test
  void eachWaitThatIsLeftLeadsToOneMore() {
    assertThat(new DeliveryPlan(SCHEDULE, 1, null).attemptsBehind(NEXT))
        .containsExactly(NEXT.plusSeconds(60), NEXT.plusSeconds(660));
    assertThat(new DeliveryPlan(SCHEDULE, 3, null).attemptsBehind(NEXT)).isEmpty();
  }

  @Test
  void moreFailuresThanWaitsLeadNowhere() {
    assertThat(new DeliveryPlan(SCHEDULE, 9, null).attemptsBehind(NEXT)).isEmpty();
  }

  @Test
  void waitsOfAWorkerAreNotKnown() {
    assertThat(new DeliveryPlan(null, 0, null).attemptsBehind(NEXT)).isEmpty();
  }
}
