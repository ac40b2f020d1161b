package io.chasqui.server.console.overview;

import io.chasqui.server.console.Words;
import io.chasqui.server.console.chart.Chart.Band;
import io.chasqui.server.console.chart.Drawing;
import io.chasqui.server.status.alert.Alert;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts, as they lay over the times of a chart. */
final class AlertBands {

  private AlertBands() {}

  /**
   * @param now what is open lies over until then
   * @param link to the pages of alerts; null: there are none
   */
  static List<Band> over(
      TimeAxis axis, List<Alert> alerts, Instant now, @Nullable String link, Words words) {
    return alerts.stream()
        .filter(
            alert -> alert.raisedAt().isBefore(axis.to()) && ended(alert, now).isAfter(axis.from()))
        .map(alert -> band(axis, alert, now, link, words))
        .toList();
  }

  private static Band band(
      TimeAxis axis, Alert alert, Instant now, @Nullable String link, Words words) {
    String what =
        words.textOr(
            "alert." + alert.kind(), alert.kind() + " " + alert.subject(), alert.subject());
    Instant resolved = alert.resolvedAt();
    String until = resolved == null ? words.text("console.chart.now") : axis.label(resolved, words);
    return new Band(
        Drawing.band(axis.part(alert.raisedAt()), axis.part(ended(alert, now))),
        words.text("console.chart.over", axis.label(alert.raisedAt(), words), until, what),
        link == null ? null : link + "/" + alert.id());
  }

  private static Instant ended(Alert alert, Instant now) {
    Instant resolved = alert.resolvedAt();
    return resolved == null ? now : resolved;
  }
}
