package io.chasqui.worker.attempt;

import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Outcome;
import io.chasqui.platform.trace.SpanAttributes;
import io.chasqui.platform.trace.TracedWork;
import io.chasqui.platform.trace.Traces;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a delivery in its worker: one run of its job, from taking the delivery to storing
 * the outcome, and in it the attempt.
 */
final class AttemptSpans implements AttemptListener {

  private final Traces traces;
  private final ClaimedDelivery delivery;
  private final TracedWork job;
  private @Nullable TracedWork attempt;

  /** Begins the job's. */
  AttemptSpans(Traces traces, ClaimedDelivery delivery) {
    this.traces = traces;
    this.delivery = delivery;
    this.job =
        about(
            delivery,
            traces.goOnFrom(
                delivery.traceparent(), "deliver " + delivery.channel(), SpanKind.CONSUMER));
  }

  @Override
  public void begins() {
    attempt = about(delivery, traces.begin("attempt " + delivery.channel(), SpanKind.INTERNAL));
  }

  @Override
  public void tried(Outcome outcome) {
    if (attempt != null) {
      ended(attempt, outcome);
    }
    endAttempt();
  }

  @Override
  public void ended(FinishedAttempt finished) {
    ended(job, finished.outcome());
  }

  @Override
  public void close() {
    endAttempt();
    job.close();
  }

  private void endAttempt() {
    if (attempt != null) {
      attempt.close();
      attempt = null;
    }
  }

  private static void ended(TracedWork work, Outcome outcome) {
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
