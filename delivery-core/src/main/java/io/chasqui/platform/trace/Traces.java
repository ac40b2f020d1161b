package io.chasqui.platform.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Begins pieces of work. Each belongs to a trace, whether or not spans are recorded: the one it
 * goes on from, or a new one.
 */
public final class Traces {

  private static final IdGenerator IDS = new RequestedTraceIds();

  private final Tracer tracer;
  private final boolean recorded;

  private Traces(TracerProvider spans, boolean recorded) {
    this.tracer = spans.get("io.chasqui");
    this.recorded = recorded;
  }

  /** Carries traces on and records nothing. */
  public static Traces carried() {
    return new Traces(TracerProvider.noop(), false);
  }

  /** Records the spans of those traces that the provider samples. */
  static Traces recorded(TracerProvider spans) {
    return new Traces(spans, true);
  }

  static IdGenerator ids() {
    return IDS;
  }

  /** The context of work that a caller asks for, who may have named a trace; else of a new one. */
  public static Context asked(@Nullable Traceparent caller) {
    return caller == null
        ? RequestedTraceIds.promise(Context.root(), IDS.generateTraceId())
        : caller.context();
  }

  /** The id of the trace that such a context belongs to, or that begins in it. */
  public static String traceId(Context asked) {
    String promised = RequestedTraceIds.promised(asked);
    return promised == null ? Span.fromContext(asked).getSpanContext().getTraceId() : promised;
  }

  /** A step of what this thread does. */
  public TracedWork begin(String name, SpanKind kind) {
    return begin(name, kind, Context.current());
  }

  /** Goes on from a place in a trace; null: begins a new trace. */
  public TracedWork goOnFrom(@Nullable Traceparent place, String name, SpanKind kind) {
    return begin(name, kind, place == null ? Context.root() : place.context());
  }

  private TracedWork begin(String name, SpanKind kind, Context given) {
    Context parent = recorded || isOfATrace(given) ? given : given.with(Span.wrap(newTrace()));
    Span span = tracer.spanBuilder(name).setParent(parent).setSpanKind(kind).startSpan();
    return new TracedWork(parent.with(span));
  }

  private static boolean isOfATrace(Context context) {
    return Span.fromContext(context).getSpanContext().isValid();
  }

  /** Not sampled: nobody here records it. */
  private static SpanContext newTrace() {
    return SpanContext.create(
        IDS.generateTraceId(),
        IDS.generateSpanId(),
        TraceFlags.getDefault(),
        TraceState.getDefault());
  }
}
