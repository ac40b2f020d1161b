package io.chasqui.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.ChannelGate;
import io.chasqui.delivery.Provider;
import io.chasqui.health.Readings;
import io.chasqui.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChannelReportIT {

  private static final TestDatabase database = TestDatabase.fresh();

  private long nanos;

  @Test
  void isRenewedEveryFiveSecondsThoughNothingChanges() {
    ChannelReport report =
        new ChannelReport(
            new WorkerName("email-worker@a:1"),
            Queue.EMAIL,
            new ChannelGate(
                new Provider("test:peer"), Duration.ofSeconds(10), new SimpleMeterRegistry()),
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
    return !new Readings(database.jdbc()).channels().isEmpty();
  }

  private static void halfAMinutePassesInTheDatabase() {
    database
        .jdbc()
        .sql("UPDATE channel_health SET seen_at = seen_at - interval '31 seconds'")
        .update();
  }
}
