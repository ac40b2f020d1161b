package io.chasqui.contract.delivery;

import java.util.EnumSet;
import java.util.Set;

/** Where a delivery stands. The legal transitions are drawn in docs/delivery-states.md. */
public enum DeliveryStatus {
  /** Waits for its time. */
  SCHEDULED,
  /** Its time has come; a worker will take it. */
  QUEUED,
  /** A worker has it. */
  SENDING,
  /** The peer accepted it. */
  DELIVERED,
  /** An attempt failed; it will be tried again at a stored time. */
  RETRYING,
  /** Given up; the failure code says why. */
  FAILED,
  /** Told to stop before it was sent. */
  CANCELLED,
  /** Its deadline passed before it could be sent. */
  EXPIRED,
  /** The recipient must not be written to. */
  SUPPRESSED,
  /** It may have arrived; a person decides. */
  UNCERTAIN;

  private static final Set<DeliveryStatus> WAITING = EnumSet.of(SCHEDULED, QUEUED, RETRYING);

  private static final Set<DeliveryStatus> REVIVABLE =
      EnumSet.of(FAILED, EXPIRED, CANCELLED, SUPPRESSED, UNCERTAIN);

  /** Whether the delivery waits for its time, or to be taken, and nobody holds it. */
  public boolean isWaiting() {
    return WAITING.contains(this);
  }

  /** Whether something is still going to happen to the delivery by itself. */
  public boolean isOpen() {
    return isWaiting() || this == SENDING;
  }

  /** Whether the delivery has ended, and nobody has to decide anything. */
  public boolean isFinal() {
    return !isOpen() && this != UNCERTAIN;
  }

  /** Whether a person may have the delivery sent again. */
  public boolean isRevivable() {
    return REVIVABLE.contains(this);
  }
}
