package io.chasqui.server.status.alert;

import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.server.status.QueueState;
import io.chasqui.server.status.SystemStateQueries;
import java.util.List;

/** Nobody runs the jobs of a queue that is used. The subject is the queue. */
final class NoWorkerCheck implements AlertCheck {

  private final SystemStateQueries states;
  private final AlertKind kind;

  /** Workers may be started anew, and come back after the database was away. */
  NoWorkerCheck(SystemStateQueries states, AlertSettings settings) {
    this.states = states;
    this.kind = new AlertKind("NO_WORKER", AlertSeverity.CRITICAL, settings.noWorkerAfter());
  }

  @Override
  public AlertKind kind() {
    return kind;
  }

  @Override
  public List<AlertCondition> now() {
    return states.queues().stream()
        .filter(queue -> queue.workers() == 0 && queue.isUsed())
        .map(queue -> new AlertCondition(kind, queue.queue().word(), waiting(queue)))
        .toList();
  }

  static String waiting(QueueState queue) {
    return "oldest due delivery waits for " + queue.oldestDue().toSeconds() + " s";
  }
}
