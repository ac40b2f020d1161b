package io.chasqui.worker.attempt;

import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Metrics of an attempt: {@code chasqui_attempt_seconds}, {@code
 * chasqui_delivery_lateness_seconds}, {@code chasqui_channel_faults_total}.
 */
final class AttemptMetrics implements AttemptListener {

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5)
  };

  private final MeterRegistry registry;
  private final ClaimedDelivery delivery;

  AttemptMetrics(MeterRegistry registry, ClaimedDelivery delivery) {
    this.registry = registry;
    this.delivery = delivery;
  }

  @Override
  public void begins() {
    if (delivery.attempt() == 1) {
      Timer.builder("chasqui.delivery.lateness")
          .description("First attempt's start minus the time it became due")
          .tag("channel", delivery.channel().name())
          .publishPercentileHistogram()
          .register(registry)
          .record(Duration.between(delivery.dueSince(), delivery.startedAt()));
    }
  }

  @Override
  public void ended(FinishedAttempt attempt) {
    Timer.builder("chasqui.attempt")
        .description("Duration of attempts")
        .tag("channel", delivery.channel().name())
        .tag("outcome", attempt.outcome().kind().name())
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(attempt.duration());
  }

  @Override
  public void recorded(FinishedAttempt attempt) {
    if (attempt.peersTime() != null && attempt.outcome() instanceof Outcome.ChannelFault fault) {
      failed(fault);
    }
  }

  private void failed(Outcome.ChannelFault fault) {
    Counter.builder("chasqui.channel.faults")
        .description("Attempts that ended by a fault of the channel's account or peer")
        .tag("channel", delivery.channel().name())
        .tag("code", fault.code())
        .register(registry)
        .increment();
  }
}
