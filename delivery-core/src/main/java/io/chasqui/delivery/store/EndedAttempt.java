package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Outcome;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, and its delivery with it. */
record EndedAttempt(
    DeliveryId id, int attempt, Outcome outcome, DeliveryStatus status, boolean countsAsFailure) {

  int failuresCounted() {
    return countsAsFailure ? 1 : 0;
  }

  @Nullable String failureDetail() {
    return outcome.code() == null ? null : outcome.detail();
  }

  @Nullable String providerMessageId() {
    return outcome instanceof Outcome.Delivered delivered ? delivered.providerMessageId() : null;
  }
}
