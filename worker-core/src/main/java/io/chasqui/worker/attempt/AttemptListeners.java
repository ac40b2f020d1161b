package io.chasqui.worker.attempt;

import io.chasqui.delivery.Outcome;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Tells several listeners, in their order. */
record AttemptListeners(List<AttemptListener> all) implements AttemptListener {

  /** One listener to an attempt from all of these. */
  static AttemptListener.Factory of(AttemptListener.Factory... factories) {
    return claim ->
        new AttemptListeners(Stream.of(factories).map(factory -> factory.listenTo(claim)).toList());
  }

  @Override
  public void begins() {
    all.forEach(AttemptListener::begins);
  }

  @Override
  public void turns(Outcome.ChannelFault fault, Duration peersTime, ProviderCircuitBreaker next) {
    all.forEach(listener -> listener.turns(fault, peersTime, next));
  }

  @Override
  public void staysWith(ProviderCircuitBreaker other) {
    all.forEach(listener -> listener.staysWith(other));
  }

  @Override
  public void tried(Outcome outcome) {
    all.forEach(listener -> listener.tried(outcome));
  }

  @Override
  public void ended(FinishedAttempt attempt) {
    all.forEach(listener -> listener.ended(attempt));
  }

  @Override
  public void recorded(FinishedAttempt attempt) {
    all.forEach(listener -> listener.recorded(attempt));
  }

  @Override
  public void notRecorded(FinishedAttempt attempt) {
    all.forEach(listener -> listener.notRecorded(attempt));
  }

  @Override
  public void close() {
    all.forEach(AttemptListener::close);
  }
}
