package io.chasqui.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import chasqui.testapp.TestWorker;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.jobs.Queue;
import io.chasqui.jobs.WorkerName;
import io.chasqui.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChannelHealthReporterIT {

  private static final TestDatabase database = TestDatabase.fresh();

  private long nanos;

  @Test
  void isRenewedEveryFiveSecondsThoughNothingChanges() {
    ChannelHealthReporter report =
        new ChannelHealthReporter(
            new WorkerName("email-worker@a:1"),
            Queue.EMAIL,
            Channel.EMAIL,
            new ProviderCircuitBreakers(
                    TestWorker.sender(Channel.EMAIL, TestWorker.PEER), new SimpleMeterRegistry())
                ::all,
            provider -> null,
            provider -> false,
            database.jdbc(),
            () -> nanos);
    report.tell();
    assertThat(isKnown()).isTrue();

    halfAMinutePassesInTheDatabase();
    assertThat(isKnown()).as("a worker that gives no sign").isFalse();

    nanos += Duration.ofMillis(4_999).toNanos();
    report.tell();
    assertThat(isKnown()).as("it is not written for nothing").isFalse();

    nanos += Duration.ofMillis(1).toNanos();
    report.tell();
    assertThat(isKnown()).isTrue();
  }

  private static boolean isKnown() {
    return database.count("channel_health WHERE seen_at > now() - interval '30 seconds'") == 1;
  }

  private static void halfAMinutePassesInTheDatabase() {
    database
        .jdbc()
        .sql("UPDATE channel_health SET seen_at = seen_at - interval '31 seconds'")
        .update();
  }
}
