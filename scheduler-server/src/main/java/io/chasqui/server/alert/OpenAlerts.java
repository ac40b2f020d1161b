package io.chasqui.server.alert;

import io.chasqui.contract.alert.AlertKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** The metric {@code chasqui_alerts_open}; all servers say the same. */
final class OpenAlerts {

  private volatile List<Alert> open = List.of();

  OpenAlerts(MeterRegistry meters) {
    for (AlertKind kind : AlertKind.values()) {
      Gauge.builder("chasqui.alerts.open", this, alerts -> alerts.count(kind))
          .description("Alerts that are open")
          .tag("kind", kind.name())
          .register(meters);
    }
  }

  void are(List<Alert> open) {
    this.open = List.copyOf(open);
  }

  private long count(AlertKind kind) {
    return open.stream().filter(alert -> alert.kind() == kind).count();
  }
}
