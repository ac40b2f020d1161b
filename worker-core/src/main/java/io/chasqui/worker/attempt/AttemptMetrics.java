package io.chasqui.worker.attempt;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Metrics of attempts: {@code chasqui_attempt_seconds}, {@code chasqui_delivery_lateness_seconds},
 * {@code chasqui_channel_faults_total}.
 */
final class AttemptMetrics {

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

  AttemptMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void started(ClaimedDelivery delivery) {
    if (delivery.attempt() == 1) {
      Timer.builder("chasqui.delivery.lateness")
          .description("First attempt's start minus the time it became due")
          .tag("channel", delivery.channel().name())
          .publishPercentileHistogram()
          .register(registry)
          .record(Duration.between(delivery.dueSince(), delivery.startedAt()));
    }
  }

  void ended(ClaimedDelivery delivery, Outcome outcome, Duration duration) {
    Timer.builder("chasqui.attempt")
        .description("Duration of attempts")
        .tag("channel", delivery.channel().name())
        .tag("outcome", outcome.kind().name())
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(duration);
  }

  void failed(Channel channel, Outcome.ChannelFault fault) {
    Counter.builder("chasqui.channel.faults")
        .description("Attempts that ended by a fault of the channel's account or peer")
        .tag("channel", channel.name())
        .tag("code", fault.code())
        .register(registry)
        .increment();
  }
}
