package io.chasqui.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.platform.log.Mdc;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TracesTest {

  private static final Traceparent CALLER =
      new Traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  private static final String CALLERS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final SdkTracerProvider spans =
      SdkTracerProvider.builder().setIdGenerator(Traces.ids()).build();
  private final Traces recorded = Traces.recorded(spans);
  private final Traces carried = Traces.carried();

  @AfterEach
  void close() {
    spans.close();
    assertThat(Traceparent.current()).as("what a test leaves behind").isNull();
    assertThat(MDC.getCopyOfContextMap())
        .satisfiesAnyOf(
            left -> assertThat(left).isNull(), left -> assertThat(left).isEqualTo(Map.of()));
  }

  @Test
  void whereNothingIsRecordedTheCallersPlaceIsHandedOnUnchanged() {
    try (TracedWork work = carried.goOnFrom(CALLER, "deliver EMAIL", SpanKind.CONSUMER)) {
      assertThat(Traceparent.current()).isEqualTo(CALLER);
      assertThat(MDC.get(Mdc.TRACE_ID)).isEqualTo(CALLERS_TRACE);
      assertThat(MDC.get(Mdc.SPAN_ID)).as("of a span that nobody records").isNull();
    }
  }

  @Test
  void workForNobodyBeginsATraceThatIsNotSampledEvenWhereNothingIsRecorded() {
    try (TracedWork work = carried.goOnFrom(null, "deliver EMAIL", SpanKind.CONSUMER);
        TracedWork step = carried.begin("SMTP send", SpanKind.CLIENT)) {
      assertThat(here().value()).endsWith("-00");
      assertThat(MDC.get(Mdc.TRACE_ID)).isEqualTo(traceId(here()));
    }
  }

  @Test
  void recordedWorkIsAPlaceOfItsOwnInItsCallersTrace() {
    try (TracedWork work = recorded.goOnFrom(CALLER, "deliver EMAIL", SpanKind.CONSUMER)) {
      Traceparent outer = here();
      String outerSpan = MDC.get(Mdc.SPAN_ID);
      assertThat(outer).isNotEqualTo(CALLER);
      assertThat(outer.value()).contains(CALLERS_TRACE, outerSpan).endsWith("-01");
      try (TracedWork step = recorded.begin("SMTP send", SpanKind.CLIENT)) {
        assertThat(here().value()).contains(CALLERS_TRACE).doesNotContain(outerSpan);
      }
      assertThat(here()).isEqualTo(outer);
      assertThat(MDC.get(Mdc.SPAN_ID)).isEqualTo(outerSpan);
    }
  }

  @Test
  void aRequestsSpanBeginsTheTraceThatItsFirstLineOfLogNamed() {
    for (Traces traces : new Traces[] {recorded, carried}) {
      Context request = Traces.asked(null);
      try (Scope scope = request.makeCurrent();
          TracedWork work = traces.begin("POST /api/schedule-email", SpanKind.SERVER)) {
        assertThat(traceId(here())).isEqualTo(Traces.traceId(request));
      }
    }
  }

  @Test
  void aRequestOfACallerIsOfTheCallersTrace() {
    assertThat(Traces.traceId(Traces.asked(CALLER))).isEqualTo(CALLERS_TRACE);
  }

  private static Traceparent here() {
    return Objects.requireNonNull(Traceparent.current());
  }

  private static String traceId(Traceparent place) {
    return place.value().split("-")[1];
  }
}
