package io.chasqui.jobs;

import io.chasqui.delivery.Worker;
import io.chasqui.delivery.WorkerLedger;

/** Lets the other workers know that this one lives. */
final class Heartbeat {

  private final Worker self;
  private final WorkerLedger workers;

  Heartbeat(Worker self, WorkerLedger workers) {
    this.self = self;
    this.workers = workers;
  }

  /** One sign of life. */
  void beat() {
    workers.signOfLife(self);
  }
}
