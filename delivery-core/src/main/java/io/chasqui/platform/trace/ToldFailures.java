package io.chasqui.platform.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a person that the collector takes no spans, but not for each of them. */
final class ToldFailures implements SpanExporter {

  private static final Logger log = LoggerFactory.getLogger(ToldFailures.class);
  private static final long PAUSE_NANOS = Duration.ofMinutes(10).toNanos();

  private final SpanExporter exporter;
  private final LongSupplier nanos;
  private boolean isTold;
  private long toldAt;
  private long lost;

  /**
   * @param nanos a clock that nobody sets, as {@link System#nanoTime()}
   */
  ToldFailures(SpanExporter exporter, LongSupplier nanos) {
    this.exporter = exporter;
    this.nanos = nanos;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int count = spans.size();
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(
        () -> {
          if (result.isSuccess()) {
            arrived();
          } else {
            failed(count);
          }
        });
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }

  private synchronized void failed(int count) {
    lost += count;
    long now = nanos.getAsLong();
    if (!isTold || now - toldAt >= PAUSE_NANOS) {
      isTold = true;
      toldAt = now;
      log.warn(
          "The collector of management.otlp.tracing.endpoint takes no spans, {} are lost;"
              + " deliveries go on without it",
          lost);
    }
  }

  private synchronized void arrived() {
    if (isTold) {
      log.info("The collector takes spans again; {} were lost", lost);
      isTold = false;
      lost = 0;
    }
  }
}
