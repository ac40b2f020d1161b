package io.chasqui.jobs;

import io.chasqui.delivery.Band;
import io.chasqui.delivery.Lane;

/** The work of one band on one lane of a queue. */
record Share(Queue queue, Lane lane, Band band) {

  /** Direct work on the lane of the queue's own channel: every queue has it. */
  static Share own(Queue queue) {
    return new Share(queue, queue.ownLane(), Band.DIRECT);
  }

  boolean isBulk() {
    return band == Band.BULK;
  }

  /** Of its jobs, as JobRunr stores it. */
  String jobSignature() {
    return queue.jobSignature(band);
  }

  /** Of its jobs, as column {@code lane} has it. */
  String storedLane() {
    return queue.stored(lane);
  }
}
