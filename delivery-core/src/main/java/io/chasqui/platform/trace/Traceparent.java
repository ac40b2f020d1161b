package io.chasqui.platform.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, as W3C Trace Context writes it: {@code 00-<trace id>-<span id>-<flags>}, all
 * in lower-case hexadecimal digits. What goes on from it belongs to the same trace.
 *
 * @param value of version 00, 55 characters
 */
public record Traceparent(String value) {

  public static final String HEADER = "traceparent";

  private static final TextMapGetter<String> ITSELF =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String header) {
          return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String header, String key) {
          return key.equals(HEADER) ? header : null;
        }
      };

  /**
   * @throws IllegalArgumentException when it is none
   */
  public Traceparent {
    if (!value.startsWith("00-") || !spanContext(value).isValid()) {
      throw new IllegalArgumentException("not a traceparent of version 00");
    }
  }

  /** Reads a header that anybody may have written; what is malformed is none. */
  public static @Nullable Traceparent read(@Nullable String header) {
    return header == null ? null : of(spanContext(header));
  }

  /** Where this thread is; null: it works for no trace. */
  public static @Nullable Traceparent current() {
    return of(Span.current().getSpanContext());
  }

  /** The id of the whole trace: 32 hexadecimal digits. */
  public String traceId() {
    return spanContext(value).getTraceId();
  }

  /** For work that goes on from here. */
  public Context context() {
    return Context.root().with(Span.wrap(spanContext(value)));
  }

  static @Nullable Traceparent of(SpanContext place) {
    return place.isValid()
        ? new Traceparent(
            "00-"
                + place.getTraceId()
                + "-"
                + place.getSpanId()
                + "-"
                + place.getTraceFlags().asHex())
        : null;
  }

  private static SpanContext spanContext(String header) {
    Context read = W3CTraceContextPropagator.getInstance().extract(Context.root(), header, ITSELF);
    return Span.fromContext(read).getSpanContext();
  }
}
