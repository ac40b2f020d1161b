package io.chasqui.worker.report;

import io.chasqui.jobs.Queue;
import io.chasqui.worker.report.StorageRead.Ending;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * Metrics of a queue's readings: {@code chasqui_report_read_seconds}, {@code
 * chasqui_report_reads_running}, {@code chasqui_report_reads_refused_total}.
 */
final class ReadMetrics {

  private final MeterRegistry registry;
  private final Queue queue;
  private final Counter refused;

  ReadMetrics(MeterRegistry registry, Queue queue) {
    this.registry = registry;
    this.queue = queue;
    this.refused =
        Counter.builder("chasqui.report.reads.refused")
            .description("Deliveries put back because too many others were reading their reports")
            .tag("queue", queue.word())
            .register(registry);
  }

  /** Shows how many there are. */
  void show(IntSupplier running) {
    Gauge.builder("chasqui.report.reads.running", running, IntSupplier::getAsInt)
        .description("Hands that are with the storage of reports right now")
        .tag("queue", queue.word())
        .strongReference(true)
        .register(registry);
  }

  void refused() {
    refused.increment();
  }

  void ended(Ending how, Duration time) {
    Timer.builder("chasqui.report.read")
        .description("Questions to the storage of reports, with what was read")
        .tag("queue", queue.word())
        .tag("result", how.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .record(time);
  }
}
