package io.chasqui.server.status.alert;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.server.status.QueueState;
import io.chasqui.server.status.SystemStateQueries;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The oldest delivery that is due has been waiting for too long. The subject is the queue. One that
 * is late because nobody sends, or cannot, is told by that alone.
 */
final class BacklogCheck implements AlertCheck {

  private static final AlertKind KIND = new AlertKind("BACKLOG", AlertSeverity.WARNING);

  private final SystemStateQueries states;
  private final ChannelFaultCheck faults;
  private final AlertSettings settings;

  BacklogCheck(SystemStateQueries states, ChannelFaultCheck faults, AlertSettings settings) {
    this.states = states;
    this.faults = faults;
    this.settings = settings;
  }

  @Override
  public AlertKind kind() {
    return KIND;
  }

  @Override
  public List<AlertCondition> now() {
    List<QueueState> late = states.queues().stream().filter(this::isLate).toList();
    Set<Channel> atFault = late.isEmpty() ? Set.of() : faults.atFault();
    return late.stream()
        .filter(queue -> Collections.disjoint(queue.queue().channels(), atFault))
        .map(queue -> new AlertCondition(KIND, queue.queue().word(), NoWorkerCheck.waiting(queue)))
        .toList();
  }

  private boolean isLate(QueueState queue) {
    return queue.workers() > 0 && queue.oldestDue().compareTo(settings.backlogAge()) > 0;
  }
}
