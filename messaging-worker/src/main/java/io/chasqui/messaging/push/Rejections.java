package io.chasqui.messaging.push;

import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;

/**
 * Counts how often a push service has rejected messages in a row. One that rejects all of them does
 * not take them from us: the keys are not those that browsers subscribed for, or it has changed.
 */
final class Rejections {

  private static final int TOO_MANY_IN_A_ROW = 10;

  private final HostMemory<Integer> inARow = new HostMemory<>();

  /** The outcome of one more answer: as it is, or a fault of that origin and not of the message. */
  Outcome judge(String origin, Outcome outcome) {
    if (!PushFailure.PUSH_REJECTED.equals(outcome.code())) {
      if (outcome instanceof Outcome.Delivered) {
        inARow.forget(origin);
      }
      return outcome;
    }
    int count = inARow.change(origin, before -> before == null ? 1 : before + 1);
    return count < TOO_MANY_IN_A_ROW
        ? outcome
        : new ChannelFault(PushFailure.PUSH_REJECTED, outcome.detail());
  }
}
