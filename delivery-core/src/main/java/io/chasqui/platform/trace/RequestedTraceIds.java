package io.chasqui.platform.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.IdGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Ids for new traces and spans. Where a trace's id was promised before its first span, that one: a
 * request's first line of log is written before it is known whether it will have a span.
 */
final class RequestedTraceIds implements IdGenerator {

  private static final ContextKey<String> PROMISED = ContextKey.named("chasqui-trace-id");

  private final IdGenerator random = IdGenerator.random();

  /** A context whose first span begins the trace of that id. */
  static Context promise(Context context, String traceId) {
    return context.with(PROMISED, traceId);
  }

  static @Nullable String promised(Context context) {
    return context.get(PROMISED);
  }

  @Override
  public String generateTraceId() {
    String promised = promised(Context.current());
    return promised == null ? random.generateTraceId() : promised;
  }

  @Override
  public String generateSpanId() {
    return random.generateSpanId();
  }
}
