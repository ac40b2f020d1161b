package io.chasqui.server.status.metrics;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.OpenCount;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** {@code chasqui_deliveries_open}: how many deliveries wait or are being sent. */
@Component
class OpenDeliveriesGauge {

  /** So that counting takes a twentieth of one connection's time at the most. */
  private static final int PART_OF_TIME = 20;

  private final Deliveries deliveries;
  private final MultiGauge gauge;
  private long countAgainAt = System.nanoTime();

  OpenDeliveriesGauge(Deliveries deliveries, MeterRegistry meters) {
    this.deliveries = deliveries;
    this.gauge =
        MultiGauge.builder("chasqui.deliveries.open")
            .description("Deliveries that have not ended")
            .register(meters);
  }

  void lookUp() {
    long begin = System.nanoTime();
    if (begin - countAgainAt < 0) {
      return;
    }
    try {
      List<OpenCount> counts = deliveries.openCounts();
      gauge.register(
          Arrays.stream(Channel.values()).flatMap(one -> rows(one, counts)).toList(), true);
    } finally {
      long end = System.nanoTime();
      countAgainAt = end + PART_OF_TIME * (end - begin);
    }
  }

  private static Stream<Row<?>> rows(Channel channel, List<OpenCount> counts) {
    return Arrays.stream(DeliveryStatus.values())
        .filter(DeliveryStatus::isOpen)
        .map(
            status ->
                Row.of(
                    Tags.of("channel", channel.name(), "status", status.name()),
                    count(channel, status, counts)));
  }

  private static long count(Channel channel, DeliveryStatus status, List<OpenCount> counts) {
    return counts.stream()
        .filter(one -> one.channel() == channel && one.status() == status)
        .mapToLong(OpenCount::count)
        .sum();
  }
}
