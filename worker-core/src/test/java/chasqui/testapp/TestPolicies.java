package chasqui.testapp;

import io.chasqui.delivery.RetrySchedule;
import io.chasqui.worker.ChannelPolicy;
import java.time.Duration;
import java.util.List;

/** What scripted channels do with their outcomes. */
public final class TestPolicies {

  /** One try that waits for nothing, under a lease that no test outlives. */
  public static final ChannelPolicy ONE_TRY =
      new ChannelPolicy(
          new RetrySchedule(List.of()),
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofMinutes(1),
          Duration.ofMinutes(1));

  private TestPolicies() {}
}
