package io.chasqui.platform.trace;

import io.chasqui.platform.log.Mdc;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A piece of work of a trace while this thread does it: the thread's lines of log carry the trace's
 * id, and what it begins meanwhile is a part of it. To be closed by the thread that began it.
 */
public final class TracedWork implements AutoCloseable {

  private final Span span;
  private final Scope scope;
  private final @Nullable String traceIdBefore = MDC.get(Mdc.TRACE_ID);
  private final @Nullable String spanIdBefore = MDC.get(Mdc.SPAN_ID);

  @SuppressWarnings("MustBeClosedChecker") // close() does.
  TracedWork(Context context) {
    this.span = Span.fromContext(context);
    this.scope = context.makeCurrent();
    SpanContext place = span.getSpanContext();
    if (place.isValid()) {
      MDC.put(Mdc.TRACE_ID, place.getTraceId());
      put(Mdc.SPAN_ID, span.isRecording() ? place.getSpanId() : null);
    }
  }

  /** Says something of the work; an unknown value is left out. */
  public <T> TracedWork with(AttributeKey<T> key, @Nullable T value) {
    if (value != null) {
      span.setAttribute(key, value);
    }
    return this;
  }

  /**
   * The work failed.
   *
   * @param kind for programs, one of few; never an exception's message
   */
  public void failed(String kind) {
    span.setStatus(StatusCode.ERROR).setAttribute(SpanAttributes.ERROR_TYPE, kind);
  }

  @Override
  public void close() {
    scope.close();
    put(Mdc.TRACE_ID, traceIdBefore);
    put(Mdc.SPAN_ID, spanIdBefore);
    span.end();
  }

  private static void put(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
