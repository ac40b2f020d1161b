package io.chasqui.worker.attempt;

import java.time.Instant;

/** What a job that ran a delivery has to tell its queue. */
public sealed interface RunResult {

  /** Nothing more to do. */
  record Done() implements RunResult {}

  /** The delivery is delivered, and its job was shown as succeeded together with it. */
  record Delivered() implements RunResult {}

  /** Another worker has gone on with the delivery: the job is that one's. */
  record Overtaken() implements RunResult {}

  /**
   * The delivery is to be looked at again.
   *
   * @param at by the database's clock
   * @param reason for the job's history; nothing private
   */
  record RunAgain(Instant at, String reason) implements RunResult {}

  /**
   * The delivery has ended without being delivered.
   *
   * @param code why, as in {@code FailureCode}
   */
  record GaveUp(String code) implements RunResult {}
}
