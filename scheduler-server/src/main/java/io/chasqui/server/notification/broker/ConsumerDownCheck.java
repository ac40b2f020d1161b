package io.chasqui.server.notification.broker;

import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.server.status.alert.AlertCheck;
import io.chasqui.server.status.alert.AlertCondition;
import io.chasqui.server.status.alert.AlertKind;
import java.util.List;
import java.util.Objects;

/** No server reaches a broker that messages are taken from. The subject is its name. */
final class ConsumerDownCheck implements AlertCheck {

  private static final AlertKind KIND = new AlertKind("CONSUMER_DOWN", AlertSeverity.CRITICAL);

  private final ConsumerStates states;

  ConsumerDownCheck(ConsumerStates states) {
    this.states = states;
  }

  @Override
  public AlertKind kind() {
    return KIND;
  }

  @Override
  public List<AlertCondition> now() {
    return states.down().stream()
        .map(
            one ->
                new AlertCondition(
                    KIND,
                    one.name(),
                    Objects.requireNonNullElse(one.problem(), "nothing was heard of it")))
        .toList();
  }
}
