package io.chasqui.platform.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a person that the collector takes no spans, once in ten minutes at the most, also when it
 * comes and goes.
 */
final class ToldFailures implements SpanExporter {

  private static final Logger log = LoggerFactory.getLogger(ToldFailures.class);
  private static final long PAUSE_NANOS = Duration.ofMinutes(10).toNanos();

  private final SpanExporter exporter;
  private final LongSupplier nanos;
  private boolean isAwayAndTold;
  private @Nullable Long toldAt;
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
    if (toldAt == null || now - toldAt >= PAUSE_NANOS) {
      isAwayAndTold = true;
      toldAt = now;
      log.warn(
          "The collector of management.otlp.tracing.endpoint takes no spans, {} are lost;"
              + " deliveries go on without it",
          lost);
    }
  }

  private synchronized void arrived() {
    if (isAwayAndTold) {
      log.info("The collector takes spans again; {} were lost", lost);
      isAwayAndTold = false;
      lost = 0;
    }
  }
}
