package io.chasqui.server.console.overview;

import io.chasqui.server.console.Words;
import io.chasqui.server.console.chart.Chart;
import io.chasqui.server.console.chart.Chart.Table;
import io.chasqui.server.console.chart.Drawing;
import io.chasqui.server.console.chart.Scale;
import io.chasqui.server.console.chart.Series;
import io.chasqui.server.status.QueueState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** For how long the oldest delivery that is due has been waiting now, by queue. */
final class BacklogChart {

  /** A second, a minute, an hour stand equally far from each other. */
  private static final int BASE = 60;

  private BacklogChart() {}

  static Chart of(List<QueueState> queues, Words words) {
    Series waits =
        new Series(
            "waits",
            words.text("console.overview.oldestDue"),
            queues.stream().map(queue -> queue.oldestDue().toMillis() / 1000.0).toList());
    double most = waits.values().stream().max(Double::compare).orElse(0.0);
    Scale scale = Scale.logarithmic(1, most, BASE);
    return new Chart(
        "backlog",
        words.text("console.chart.backlog"),
        sentence(queues, words),
        Drawing.bars(List.of(waits), scale),
        scale.ticks().stream()
            .map(tick -> words.span(Duration.ofSeconds(Math.round(tick))))
            .toList(),
        queues.stream().map(queue -> queue.queue().word()).toList(),
        true,
        List.of(),
        List.of(),
        table(queues, words));
  }

  private static String sentence(List<QueueState> queues, Words words) {
    Optional<QueueState> latest =
        queues.stream()
            .filter(queue -> !queue.oldestDue().isZero())
            .max(Comparator.comparing(QueueState::oldestDue));
    return latest
        .map(
            queue ->
                words.text(
                    "console.chart.backlog.sentence",
                    words.span(queue.oldestDue()),
                    queue.queue().word()))
        .orElseGet(() -> words.text("console.chart.backlog.none"));
  }

  private static Table table(List<QueueState> queues, Words words) {
    return new Table(
        List.of(
            words.text("console.overview.queue"),
            words.text("console.overview.oldestDue"),
            words.text("console.overview.due")),
        queues.stream()
            .map(
                queue ->
                    List.of(
                        queue.queue().word(),
                        queue.oldestDue().isZero()
                            ? words.text("console.none")
                            : words.span(queue.oldestDue()),
                        Facts.upTo(queue.due(), FiguresReader.MOST_DUE - 1, words)))
            .toList());
  }
}
