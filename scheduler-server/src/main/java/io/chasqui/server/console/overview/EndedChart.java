package io.chasqui.server.console.overview;

import static io.chasqui.contract.delivery.DeliveryStatus.DELIVERED;
import static io.chasqui.contract.delivery.DeliveryStatus.FAILED;
import static io.chasqui.contract.delivery.DeliveryStatus.UNCERTAIN;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.EndedCount;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.chart.Chart;
import io.chasqui.server.console.chart.Chart.Band;
import io.chasqui.server.console.chart.Chart.Table;
import io.chasqui.server.console.chart.Drawing;
import io.chasqui.server.console.chart.Scale;
import io.chasqui.server.console.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** What ended, and how: from the base up delivered at once, after retries, failed, uncertain. */
final class EndedChart {

  private EndedChart() {}

  static Chart of(Figures figures, List<Band> bands, Words words) {
    List<Series> series =
        List.of(
            series("delivered", figures, DELIVERED, one -> one.n() - one.retried(), words),
            series("retried", figures, DELIVERED, EndedCount::retried, words),
            series("failed", figures, FAILED, EndedCount::n, words),
            series("uncertain", figures, UNCERTAIN, EndedCount::n, words));
    TimeAxis axis = figures.axis();
    Scale scale = Scale.linear(most(series, axis));
    return new Chart(
        "ended",
        words.text("console.chart.ended", words.span(axis.step())),
        sentence(figures, words),
        Drawing.bars(series, scale),
        scale.ticks().stream().map(tick -> words.number(Math.round(tick))).toList(),
        axis.labels(words),
        false,
        series,
        bands,
        table(series, axis, words));
  }

  private static Series series(
      String mark,
      Figures figures,
      DeliveryStatus status,
      ToLongFunction<EndedCount> number,
      Words words) {
    TimeAxis axis = figures.axis();
    double[] sums = new double[axis.places()];
    Predicate<EndedCount> isIn = one -> one.status() == status;
    figures.counts().stream()
        .filter(isIn.and(one -> axis.place(one.begins()) >= 0))
        .filter(one -> axis.place(one.begins()) < axis.places())
        .forEach(one -> sums[axis.place(one.begins())] += number.applyAsLong(one));
    return new Series(
        mark,
        words.text("console.chart.ended." + mark),
        IntStream.range(0, axis.places())
            .mapToObj(i -> axis.at(i).isBefore(figures.countedUntil()) ? sums[i] : Double.NaN)
            .toList());
  }

  private static double most(List<Series> series, TimeAxis axis) {
    return IntStream.range(0, axis.places())
        .mapToDouble(i -> sum(series, i))
        .filter(sum -> !Double.isNaN(sum))
        .max()
        .orElse(0);
  }

  private static double sum(List<Series> series, int place) {
    return series.stream().mapToDouble(one -> one.values().get(place)).sum();
  }

  private static String sentence(Figures figures, Words words) {
    return words.text(
        "console.chart.ended.sentence",
        words.number(figures.ended(DELIVERED)),
        words.number(figures.ended(FAILED)),
        words.number(figures.ended(UNCERTAIN)),
        words.clock(figures.countedUntil()));
  }

  /** Times at which nothing ended are left out. */
  private static Table table(List<Series> series, TimeAxis axis, Words words) {
    List<String> headings = new ArrayList<>(List.of(words.text("console.chart.time")));
    series.forEach(one -> headings.add(one.label()));
    List<List<String>> rows =
        IntStream.range(0, axis.places())
            .filter(i -> sum(series, i) > 0)
            .mapToObj(i -> row(series, axis, i, words))
            .toList();
    return new Table(headings, rows);
  }

  private static List<String> row(List<Series> series, TimeAxis axis, int place, Words words) {
    List<String> row = new ArrayList<>(List.of(axis.exactLabel(axis.at(place), words)));
    series.forEach(one -> row.add(words.number(Math.round(one.values().get(place)))));
    return row;
  }
}
