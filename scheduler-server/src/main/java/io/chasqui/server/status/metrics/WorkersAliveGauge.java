package io.chasqui.server.status.metrics;

import io.chasqui.jobs.LiveWorkers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * {@code chasqui_workers_alive}: live workers by queue. The server counts them, because a queue
 * without workers reports nothing.
 */
@Component
class WorkersAliveGauge {

  private final LiveWorkers workers;
  private final MultiGauge gauge;

  WorkersAliveGauge(LiveWorkers workers, MeterRegistry meters) {
    this.workers = workers;
    this.gauge =
        MultiGauge.builder("chasqui.workers.alive")
            .description("Workers that gave a sign of life lately")
            .register(meters);
  }

  void lookUp() {
    List<Row<?>> rows =
        workers.byQueue().entrySet().stream()
            .<Row<?>>map(one -> Row.of(Tags.of("queue", one.getKey().word()), one.getValue()))
            .toList();
    gauge.register(rows, true);
  }
}
