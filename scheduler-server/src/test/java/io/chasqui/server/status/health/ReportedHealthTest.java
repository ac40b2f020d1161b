package io.chasqui.server.status.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.jobs.Queue;
import io.chasqui.server.status.ChannelState;
import io.chasqui.server.status.QueueState;
import io.chasqui.server.status.health.HealthReport.ChannelHealth;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportedHealthTest {

  private static final Duration OLDEST = Duration.ofMinutes(5);

  @ParameterizedTest
  @CsvSource({
    "2, true,  0,   UP",
    "2, true,  300, UP",
    "2, true,  301, DEGRADED",
    "0, true,  0,   DEGRADED",
    "0, false, 0,   UP",
  })
  void aQueueIsDegradedWhenItIsOldOrHasNoWorkerAndIsUsed(
      int workers, boolean isUsed, int oldest, Status expected) {
    QueueState state =
        new QueueState(
            Queue.EMAIL, workers, isUsed, Duration.ofSeconds(oldest), oldest > 0 ? 1 : 0);

    assertThat(ReportedHealth.queues(List.of(state), OLDEST).get("email").status())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0, 0, CLOSED,    UP",
    "2, 0, 1, HALF_OPEN, UP",
    "2, 1, 1, SOME_OPEN, DEGRADED",
    "2, 2, 0, OPEN,      DEGRADED",
  })
  void aChannelIsDegradedWhenABreakerIsOpen(
      int workers, int open, int halfOpen, String breaker, Status expected) {
    assertThat(of(peer("smtp:a:25", workers, open, halfOpen, null)))
        .isEqualTo(new ChannelHealth(expected, breaker, false));
  }

  @Test
  void aChannelThatRestsIsDegraded() {
    assertThat(of(peer("smtp:a:25", 1, 0, 0, "RATE_LIMITED")))
        .isEqualTo(new ChannelHealth(Status.DEGRADED, "CLOSED", true));
  }

  @Test
  void allPeersOfAChannelAreOne() {
    assertThat(of(peer("smtp:a:25", 1, 1, 0, null), peer("smtp:b:25", 1, 0, 0, null)))
        .isEqualTo(new ChannelHealth(Status.DEGRADED, "SOME_OPEN", false));
  }

  @Test
  void aStorageThatDoesNotWorkLeavesMessagesWithoutReports() {
    assertThat(of(peer("smtp:a:25", 1, 0, 0, null), peer("storage:http", 1, 1, 0, null)))
        .isEqualTo(new ChannelHealth(Status.DEGRADED, "SOME_OPEN", false));
  }

  @Test
  void aStorageThatWorksIsNoPeerToSendTo() {
    assertThat(of(peer("smtp:a:25", 1, 1, 0, null), peer("storage:http", 1, 0, 0, null)))
        .isEqualTo(new ChannelHealth(Status.DEGRADED, "OPEN", false));
  }

  private static ChannelHealth of(ChannelState... peers) {
    return ReportedHealth.channels(List.of(peers)).get("EMAIL");
  }

  private static ChannelState peer(
      String key, int workers, int open, int halfOpen, @Nullable String pauseReason) {
    return new ChannelState(
        key, Channel.EMAIL, workers, open, halfOpen, 0, null, pauseReason, open, null);
  }
}
