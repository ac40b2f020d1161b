package io.chasqui.worker.lane;

/** Whether a worker lets deliveries through to its channel's peer. Stored by these names. */
enum BreakerState {
  /** All of them. */
  CLOSED,
  /** One at a time, to probe the peer. */
  HALF_OPEN,
  /** None: the peer does not work. */
  OPEN,
  /** None, for a time that was stated, e.g. by the peer that wants less at once. */
  RESTING
}
