package io.chasqui.platform.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.tracing.TracingProperties;
import org.springframework.boot.actuate.autoconfigure.tracing.TracingProperties.OpenTelemetry.Export;
import org.springframework.boot.actuate.autoconfigure.tracing.otlp.OtlpTracingProperties;

/**
 * The way of spans to the collector: a bounded queue, and one thread that empties it. A span that
 * finds it full is dropped, so that a collector that is away costs neither time nor memory.
 */
final class TraceExport implements AutoCloseable {

  /** So long may the last spans hold up the end of the process. */
  private static final int LAST_SPANS_SECONDS = 2;

  private final @Nullable SdkTracerProvider spans;

  private TraceExport(@Nullable SdkTracerProvider spans) {
    this.spans = spans;
  }

  /**
   * @throws io.chasqui.platform.config.InvalidSetting when the collector's settings cannot be used
   */
  static TraceExport to(
      OtlpTracingProperties collector, TracingProperties tracing, String application) {
    String endpoint = collector.getEndpoint();
    if (endpoint == null || endpoint.isBlank()) {
      return new TraceExport(null);
    }
    float probability = Collector.requiredProbability(tracing);
    SpanExporter exporter = new ToldFailures(Collector.exporter(collector), System::nanoTime);
    return new TraceExport(
        SdkTracerProvider.builder()
            .setIdGenerator(Traces.ids())
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(probability)))
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.of(AttributeKey.stringKey("service.name"), application))))
            .addSpanProcessor(queue(exporter, tracing.getOpentelemetry().getExport()))
            .build());
  }

  private static BatchSpanProcessor queue(SpanExporter exporter, Export settings) {
    return BatchSpanProcessor.builder(exporter)
        .setMaxQueueSize(settings.getMaxQueueSize())
        .setMaxExportBatchSize(settings.getMaxBatchSize())
        .setScheduleDelay(settings.getScheduleDelay())
        .setExporterTimeout(settings.getTimeout())
        .build();
  }

  boolean isOn() {
    return spans != null;
  }

  Traces traces() {
    return spans == null ? Traces.carried() : Traces.recorded(spans);
  }

  /** Sends the last spans, if the collector takes them soon. */
  @Override
  public void close() {
    if (spans != null) {
      spans.shutdown().join(LAST_SPANS_SECONDS, TimeUnit.SECONDS);
    }
  }
}
