package io.chasqui.delivery;

/** The times of deliveries that they are listed by. */
public enum DeliveryTime {
  /** When it was stored; of any. */
  CREATED,
  /** When it is to be sent next; of those that wait. */
  DUE,
  /** After which it is not sent any more; of those that wait and have one. */
  DEADLINE,
  /** When it ended; of those that have, until they are erased. */
  ENDED;

  /** Whether lists begin with what comes first: of what is to come, and not of what was. */
  public boolean isToCome() {
    return this == DUE || this == DEADLINE;
  }
}
