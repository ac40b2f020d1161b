package io.chasqui.worker.attempt;

import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Outcome;
import io.chasqui.platform.trace.SpanAttributes;
import io.chasqui.platform.trace.TracedWork;
import io.chasqui.platform.trace.Traces;
import io.opentelemetry.api.trace.SpanKind;
import java.util.function.Supplier;

/** The spans of a delivery in its worker: its job, and in it the attempt. */
final class DeliveryTraces {

  private final Traces traces;

  DeliveryTraces(Traces traces) {
    this.traces = traces;
  }

  /** One run of its job, from taking the delivery to storing the outcome. */
  TracedWork job(ClaimedDelivery delivery) {
    return about(
        delivery,
        traces.goOnFrom(
            delivery.traceparent(), "deliver " + delivery.channel(), SpanKind.CONSUMER));
  }

  Outcome attempt(ClaimedDelivery delivery, Supplier<Outcome> sending) {
    try (TracedWork attempt = traces.begin("attempt " + delivery.channel(), SpanKind.INTERNAL)) {
      Outcome outcome = sending.get();
      ended(about(delivery, attempt), outcome);
      return outcome;
    }
  }

  void ended(TracedWork work, Outcome outcome) {
    work.with(SpanAttributes.OUTCOME, outcome.kind().name());
    if (!(outcome instanceof Outcome.Delivered)) {
      work.failed(String.valueOf(outcome.code()));
    }
  }

  private static TracedWork about(ClaimedDelivery delivery, TracedWork work) {
    return work.with(SpanAttributes.DELIVERY_ID, delivery.id().toString())
        .with(SpanAttributes.CORRELATION_ID, delivery.correlationId().value())
        .with(SpanAttributes.CHANNEL, delivery.channel().name())
        .with(SpanAttributes.ATTEMPT, (long) delivery.attempt());
  }
}
