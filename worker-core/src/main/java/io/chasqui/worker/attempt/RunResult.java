package io.chasqui.worker.attempt;

import java.time.Instant;

/** What a job that ran a delivery has to tell its queue. */
public sealed interface RunResult {

  /** Nothing more to do. */
  record Done() implements RunResult {}

  /** The delivery is to be looked at again. */
  record RunAgain(Instant at, String reason) implements RunResult {}

  /** The delivery has ended without being delivered. */
  record GaveUp(String code) implements RunResult {}
}
