package io.chasqui.server.notification.broker;

import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.server.status.alert.AlertCheck;
import io.chasqui.server.status.alert.AlertCondition;
import io.chasqui.server.status.alert.AlertKind;
import java.util.List;

/** Messages that nobody could read were set aside at a broker. The subject is its name. */
final class DeadLettersCheck implements AlertCheck {

  private static final AlertKind KIND = new AlertKind("EVENT_DEAD_LETTERS", AlertSeverity.WARNING);

  private final ConsumerStates states;

  DeadLettersCheck(ConsumerStates states) {
    this.states = states;
  }

  @Override
  public AlertKind kind() {
    return KIND;
  }

  @Override
  public List<AlertCondition> now() {
    return states.withDeadLetters().stream()
        .map(one -> new AlertCondition(KIND, one.name(), one.deadLetters() + " messages"))
        .toList();
  }
}
