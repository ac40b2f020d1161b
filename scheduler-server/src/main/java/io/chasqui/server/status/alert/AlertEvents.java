package io.chasqui.server.status.alert;

import io.chasqui.contract.event.AlertEventType;
import io.chasqui.server.event.Events;
import io.chasqui.server.event.NewAlertEvent;
import java.util.Locale;

/** Tells other systems of alerts. */
final class AlertEvents implements AlertListener {

  private final Events events;
  private final AlertTexts texts;
  private final AlertKinds kinds;

  AlertEvents(Events events, AlertTexts texts, AlertKinds kinds) {
    this.events = events;
    this.texts = texts;
    this.kinds = kinds;
  }

  @Override
  public void changed(Alert alert) {
    events.publish(
        new NewAlertEvent(
            alert.isOpen() ? AlertEventType.RAISED : AlertEventType.RESOLVED,
            alert.id(),
            word(alert.kind()),
            alert.subject(),
            kinds.of(alert).severity(),
            texts.title(alert) + "; " + alert.detail()));
  }

  private static String word(String kind) {
    return kind.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
