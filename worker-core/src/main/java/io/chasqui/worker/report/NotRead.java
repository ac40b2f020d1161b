package io.chasqui.worker.report;

import io.chasqui.delivery.Outcome.TemporaryFailure;
import java.io.IOException;

/** A report was not read, and it is known what that means for its delivery. */
final class NotRead extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient TemporaryFailure outcome;

  NotRead(TemporaryFailure outcome) {
    super(outcome.code(), null);
    this.outcome = outcome;
  }

  TemporaryFailure outcome() {
    return outcome;
  }
}
