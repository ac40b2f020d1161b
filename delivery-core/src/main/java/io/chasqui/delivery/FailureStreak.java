package io.chasqui.delivery;

import io.chasqui.contract.delivery.AttemptPhase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts how many attempts of this worker have failed in a row for reasons of the channel. What
 * failed before the peer was tried, e.g. because its report is not there, says nothing of the
 * channel; a peer that refuses one message for good works.
 */
final class FailureStreak {

  private final AtomicInteger failures = new AtomicInteger();

  FailureStreak(String channelKey, MeterRegistry meters) {
    Gauge.builder("chasqui.channel.consecutive.failures", failures, AtomicInteger::get)
        .description(
            "Attempts of this worker that failed in a row: faults of the channel, temporary"
                + " failures at its peer, unknown outcomes")
        .tag("channel_key", channelKey)
        .register(meters);
  }

  /**
   * @param phase how far the attempt came
   */
  void ended(Outcome outcome, AttemptPhase phase) {
    boolean reached = phase != AttemptPhase.CLAIMED;
    switch (outcome.kind()) {
      case DELIVERED -> failures.set(0);
      case CHANNEL_FAULT, UNKNOWN -> failures.incrementAndGet();
      case TEMPORARY_FAILURE -> failures.addAndGet(reached ? 1 : 0);
      case PERMANENT_FAILURE -> failures.updateAndGet(before -> reached ? 0 : before);
    }
  }
}
