package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts deliveries where they come, {@code chasqui_deliveries_accepted_total}, and where they end,
 * {@code chasqui_deliveries_total}. The other two have the names of a system that this one
 * replaces. Each process counts what it does; they are there, with 0, in those that do not.
 */
public final class DeliveryCounters {

  private final MeterRegistry registry;
  private final Counter enqueued;
  private final Counter failed;

  public DeliveryCounters(MeterRegistry registry) {
    this.registry = registry;
    this.enqueued =
        Counter.builder("notificaciones.en.cola")
            .description("Deliveries that were accepted and enqueued")
            .register(registry);
    this.failed =
        Counter.builder("notificaciones.fallidas")
            .description("Deliveries that ended as failed")
            .register(registry);
  }

  void accepted(Channel channel) {
    enqueued.increment();
    Counter.builder("chasqui.deliveries.accepted")
        .description("Deliveries that were stored with their jobs")
        .tag("channel", channel.name())
        .register(registry)
        .increment();
  }

  /** A delivery that is started anew may end once more. */
  public void ended(Channel channel, DeliveryStatus status) {
    if (status == DeliveryStatus.FAILED) {
      failed.increment();
    }
    Counter.builder("chasqui.deliveries")
        .description("Deliveries that ended")
        .tag("channel", channel.name())
        .tag("status", status.name())
        .register(registry)
        .increment();
  }
}
