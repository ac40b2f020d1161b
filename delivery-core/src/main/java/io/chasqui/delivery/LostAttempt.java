package io.chasqui.delivery;

import io.chasqui.contract.delivery.AttemptPhase;
import org.jspecify.annotations.Nullable;

/**
 * An attempt whose worker may not send any more.
 *
 * @param phase how far it had come; null: a version that kept no phases made it
 * @param lostInARow how many attempts just before it were lost too before anything was sent
 */
public record LostAttempt(@Nullable AttemptPhase phase, int lostInARow) {

  /** Whether the peer may have the message. */
  public boolean mayHaveSent() {
    return phase == null || phase.compareTo(AttemptPhase.TRANSMITTING) >= 0;
  }
}
