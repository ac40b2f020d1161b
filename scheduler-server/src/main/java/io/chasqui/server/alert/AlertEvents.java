package io.chasqui.server.alert;

import io.chasqui.contract.alert.AlertKind;
import io.chasqui.contract.event.AlertEventType;
import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.event.Events;
import io.chasqui.event.NewAlertEvent;
import java.util.Locale;

/** Tells other systems of alerts. */
final class AlertEvents implements AlertListener {

  private final Events events;
  private final AlertTexts texts;

  AlertEvents(Events events, AlertTexts texts) {
    this.events = events;
    this.texts = texts;
  }

  @Override
  public void changed(Alert alert) {
    events.publish(
        new NewAlertEvent(
            alert.isOpen() ? AlertEventType.RAISED : AlertEventType.RESOLVED,
            alert.id(),
            word(alert.kind()),
            alert.subject(),
            severity(alert.kind()),
            texts.title(alert) + "; " + alert.detail()));
  }

  private static String word(AlertKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** With the first two nothing is sent. */
  private static AlertSeverity severity(AlertKind kind) {
    return switch (kind) {
      case CHANNEL_FAULT, NO_WORKER -> AlertSeverity.CRITICAL;
      case BACKLOG, JOB_QUARANTINED -> AlertSeverity.WARNING;
    };
  }
}
