package io.chasqui.server.console.overview;

import io.chasqui.delivery.DeliveryCharts;
import io.chasqui.delivery.DueCount;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.chart.Chart;
import io.chasqui.server.console.chart.Chart.Band;
import io.chasqui.server.console.chart.Chart.Table;
import io.chasqui.server.console.chart.Drawing;
import io.chasqui.server.console.chart.Scale;
import io.chasqui.server.console.chart.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** How many deliveries will be due within the next hour. */
final class DueChart {

  private static final Duration STEP = Duration.ofMinutes(5);

  /** An hour, which begins within the first of them and ends within the last one. */
  private static final int PLACES = 13;

  private DueChart() {}

  static TimeAxis axis(Figures figures) {
    return TimeAxis.beginningWith(figures.at(), STEP, PLACES);
  }

  static Chart of(Figures figures, List<Band> bands, Words words) {
    TimeAxis axis = axis(figures);
    List<Double> numbers = numbers(figures.due(), axis);
    Series due = new Series("due", words.text("console.overview.due"), numbers);
    Scale scale = Scale.linear(Collections.max(numbers));
    return new Chart(
        "due",
        words.text("console.chart.due"),
        sentence(numbers, axis, words),
        Drawing.bars(List.of(due), scale),
        scale.ticks().stream().map(tick -> words.number(Math.round(tick))).toList(),
        axis.labels(words),
        false,
        List.of(),
        bands,
        table(numbers, axis, words));
  }

  /** The database's clock may be a step ahead. */
  private static List<Double> numbers(List<DueCount> due, TimeAxis axis) {
    List<Double> numbers = new ArrayList<>(Collections.nCopies(axis.places(), 0.0));
    for (DueCount one : due) {
      int place = Math.min(Math.max(axis.place(one.begins()), 0), axis.places() - 1);
      numbers.set(place, numbers.get(place) + one.n());
    }
    return numbers;
  }

  private static String sentence(List<Double> numbers, TimeAxis axis, Words words) {
    double most = Collections.max(numbers);
    if (most == 0) {
      return words.text("console.chart.due.none");
    }
    double all = numbers.stream().mapToDouble(Double::doubleValue).sum();
    return words.text(
        "console.chart.due.sentence",
        number(all, words),
        axis.label(axis.at(numbers.indexOf(most)), words),
        number(most, words));
  }

  private static String number(double number, Words words) {
    return Facts.upTo(Math.round(number), DeliveryCharts.MOST_DUE - 1, words);
  }

  private static Table table(List<Double> numbers, TimeAxis axis, Words words) {
    return new Table(
        List.of(words.text("console.chart.time"), words.text("console.overview.due")),
        IntStream.range(0, axis.places())
            .mapToObj(i -> List.of(axis.label(axis.at(i), words), number(numbers.get(i), words)))
            .toList());
  }
}
