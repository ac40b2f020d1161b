package io.chasqui.server.delivery.bulk;

/** Where a bulk act stands. */
public enum BulkState {
  /** It has not begun: its time has not come, or others are under way. */
  WAITING,
  /** It is under way. */
  RUNNING,
  /** Somebody has stopped it. */
  STOPPED,
  /** It has come to every delivery that its filter selected. */
  DONE;

  /** Whether it will change nothing any more. */
  public boolean hasEnded() {
    return this == STOPPED || this == DONE;
  }
}
