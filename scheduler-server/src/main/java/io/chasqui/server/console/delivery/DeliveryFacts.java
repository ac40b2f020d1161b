package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.DeliveryPlan;
import io.chasqui.platform.CorrelationId;
import io.chasqui.report.KnownReport;
import io.chasqui.report.Reports;
import io.chasqui.server.console.ConsoleSettings;
import io.chasqui.server.console.delivery.DeliveryModel.More;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What else is known of a delivery: its report, and its trace. */
@Component
class DeliveryFacts {

  private final Reports reports;
  private final ConsoleSettings settings;

  DeliveryFacts(Reports reports, ConsoleSettings settings) {
    this.reports = reports;
    this.settings = settings;
  }

  More of(DeliveryView delivery, @Nullable DeliveryPlan plan) {
    String reportId = delivery.reportId();
    @Nullable KnownReport report =
        reportId == null ? null : reports.known(new CorrelationId(reportId)).orElse(null);
    @Nullable String trace =
        plan == null || plan.traceparent() == null ? null : plan.traceparent().traceId();
    return new More(report, trace, trace == null ? null : settings.trace(trace).orElse(null));
  }
}
