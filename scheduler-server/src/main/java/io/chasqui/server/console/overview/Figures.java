package io.chasqui.server.console.overview;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DueCount;
import io.chasqui.delivery.EndedCount;
import io.chasqui.delivery.Undelivered;
import io.chasqui.server.status.ChannelState;
import io.chasqui.server.status.QueueState;
import io.chasqui.server.status.alert.Alert;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * How things stand, as whoever looks may be told in any language.
 *
 * @param at when it was read, by this server's clock
 * @param countedUntil until when what ended is counted for charts
 * @param ended how many ended since the period's beginning, by their state
 * @param counts the same by minute or hour, as far as it is counted
 * @param due what comes within the next hour
 * @param undelivered the newest that did not arrive
 * @param alerts open ones first, then those that are over
 */
record Figures(
    Period period,
    Instant at,
    Instant countedUntil,
    Map<DeliveryStatus, Long> ended,
    List<EndedCount> counts,
    List<DueCount> due,
    List<Undelivered> undelivered,
    List<Alert> alerts,
    List<QueueState> queues,
    List<ChannelState> channels) {

  Figures {
    ended = Map.copyOf(ended);
    counts = List.copyOf(counts);
    due = List.copyOf(due);
    undelivered = List.copyOf(undelivered);
    alerts = List.copyOf(alerts);
    queues = List.copyOf(queues);
    channels = List.copyOf(channels);
  }

  /**
   * Whether a page would show the same: charts move on with each minute, waits with each second.
   */
  boolean showsTheSameAs(Figures other) {
    return shown().equals(other.shown());
  }

  private List<Object> shown() {
    return List.of(
        period,
        at.truncatedTo(ChronoUnit.MINUTES),
        ended,
        counts,
        due.stream().map(one -> List.of(DueChart.axis(this).place(one.begins()), one.n())).toList(),
        undelivered,
        alerts,
        queues.stream()
            .map(one -> List.of(one.queue(), one.workers(), one.due(), one.oldestDue().toSeconds()))
            .toList(),
        channels);
  }

  TimeAxis axis() {
    return period.until(at);
  }

  long ended(DeliveryStatus status) {
    return ended.getOrDefault(status, 0L);
  }
}
