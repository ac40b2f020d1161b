package io.chasqui.worker.attempt;

import io.chasqui.delivery.Outcome;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import java.time.Duration;

/**
 * Hears how one attempt goes, in the order of these methods and in the thread that makes it. What a
 * listener throws breaks the run of the job off.
 */
interface AttemptListener extends AutoCloseable {

  /** The peer is going to be asked. */
  default void begins() {}

  /**
   * Its provider is at fault, and has not taken the message: the attempt goes on with another one,
   * whose permit it has.
   *
   * @param fault of the first
   * @param peersTime how long the first has had
   */
  default void turns(Outcome.ChannelFault fault, Duration peersTime, ProviderCircuitBreaker next) {}

  /**
   * It goes to another one than was meant, who may have the message already, and whose permit it
   * has.
   */
  default void staysWith(ProviderCircuitBreaker other) {}

  /**
   * The channel's adapter is done.
   *
   * @param outcome what it makes of the attempt
   */
  default void tried(Outcome outcome) {}

  /** It is known how the attempt ended and what follows; nothing of that is stored. */
  default void ended(FinishedAttempt attempt) {}

  /** The outcome is stored. */
  default void recorded(FinishedAttempt attempt) {}

  /**
   * The outcome is not stored: the attempt is not the delivery's running one any more, or the
   * database is away.
   */
  default void notRecorded(FinishedAttempt attempt) {}

  /** No more is said of this attempt, whatever became of it. */
  @Override
  default void close() {}

  /** Makes a listener for each attempt. */
  interface Factory {

    AttemptListener listenTo(Claim claim);
  }
}
