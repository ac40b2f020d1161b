package io.chasqui.server.console.alert;

import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.jobs.Queue;
import io.chasqui.server.console.StoryPoint;
import io.chasqui.server.console.StoryPoint.Kind;
import io.chasqui.server.console.TimelinePart;
import io.chasqui.server.console.Words;
import io.chasqui.server.status.alert.Alert;
import io.chasqui.server.status.alert.AlertLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Alerts that lay over a delivery: of a provider that it went to, or of the queue that it is in.
 */
@Component
@Order(2)
class AlertsOverDelivery implements TimelinePart {

  private static final int MOST = 200;

  private final AlertLedger alerts;

  AlertsOverDelivery(AlertLedger alerts) {
    this.alerts = alerts;
  }

  @Override
  public List<StoryPoint> points(DeliveryView delivery, Words words) {
    Set<String> subjects =
        delivery.attempts().stream()
            .map(AttemptView::provider)
            .filter(provider -> provider != null)
            .collect(Collectors.toSet());
    subjects.add(Queue.of(delivery.channel()).word());
    List<StoryPoint> points = new ArrayList<>();
    for (Alert alert : alerts.list(MOST)) {
      if (subjects.contains(alert.subject()) && isOver(alert, delivery)) {
        addTo(points, alert, words);
      }
    }
    return points;
  }

  /** Whether the delivery was open while the alert was. */
  private static boolean isOver(Alert alert, DeliveryView delivery) {
    Instant ended = delivery.completedAt();
    Instant resolved = alert.resolvedAt();
    return (ended == null || alert.raisedAt().isBefore(ended))
        && (resolved == null || resolved.isAfter(delivery.createdAt()));
  }

  private static void addTo(List<StoryPoint> points, Alert alert, Words words) {
    String what = words.textOr("alert." + alert.kind(), alert.kind(), alert.subject());
    points.add(
        new StoryPoint(
            alert.raisedAt(),
            Kind.BAD,
            words.text("console.alert.raised", what),
            List.of(alert.detail())));
    Instant resolved = alert.resolvedAt();
    if (resolved != null) {
      points.add(
          new StoryPoint(
              resolved, Kind.DONE, words.text("console.alert.resolved", what), List.of()));
    }
  }
}
