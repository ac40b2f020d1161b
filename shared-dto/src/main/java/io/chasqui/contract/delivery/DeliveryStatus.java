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

  private static final Set<DeliveryStatus> OPEN = EnumSet.of(SCHEDULED, QUEUED, SENDING, RETRYING);

  /** Whether something is still going to happen to the delivery by itself. */
  public boolean isOpen() {
    return OPEN.contains(this);
  }
}
