package io.chasqui.server.status.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** The metric {@code chasqui_alerts_open}; all servers say the same. */
final class OpenAlertsGauge {

  private volatile List<Alert> open = List.of();

  OpenAlertsGauge(MeterRegistry meters, List<String> kinds) {
    for (String kind : kinds) {
      Gauge.builder("chasqui.alerts.open", this, alerts -> alerts.count(kind))
          .description("Alerts that are open")
          .tag("kind", kind)
          .register(meters);
    }
  }

  void update(List<Alert> open) {
    this.open = List.copyOf(open);
  }

  private long count(String kind) {
    return open.stream().filter(alert -> alert.kind().equals(kind)).count();
  }
}
