package io.chasqui.worker.lane;

import io.chasqui.delivery.Band;
import io.chasqui.delivery.Lane;
import io.chasqui.jobs.Queue;

/**
 * The work of one band on one lane of a queue.
 *
 * @param queue whose hands run it
 * @param lane whose fate it shares
 * @param band who goes first on that lane
 */
public record Share(Queue queue, Lane lane, Band band) {

  /** Direct work on the lane of the queue's own channel: every queue has it. */
  public static Share own(Queue queue) {
    return new Share(queue, queue.ownLane(), Band.DIRECT);
  }

  boolean isBulk() {
    return band == Band.BULK;
  }

  /** Of its jobs, as JobRunr stores it. */
  public String jobSignature() {
    return queue.jobSignature(band);
  }

  /** Of its jobs, as column {@code lane} has it. */
  public String storedLane() {
    return queue.stored(lane);
  }
}
