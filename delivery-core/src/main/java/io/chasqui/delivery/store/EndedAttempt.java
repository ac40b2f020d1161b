package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.AttemptPhase;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, and its delivery with it. */
record EndedAttempt(EndOfAttempt end, DeliveryStatus status) {

  UUID id() {
    return end.id().value();
  }

  int attempt() {
    return end.attempt();
  }

  @Nullable String phase() {
    AttemptPhase phase = end.phase();
    return phase == null ? null : phase.name();
  }

  Outcome outcome() {
    return end.outcome();
  }

  int failuresCounted() {
    return end.countsAsFailure() ? 1 : 0;
  }

  @Nullable String failureDetail() {
    return outcome().code() == null ? null : outcome().detail();
  }

  @Nullable String providerMessageId() {
    return outcome() instanceof Outcome.Delivered delivered ? delivered.providerMessageId() : null;
  }
}
