package io.chasqui.server.console.overview;

import io.chasqui.delivery.EndedCount;
import io.chasqui.delivery.Lateness;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.chart.Chart;
import io.chasqui.server.console.chart.Chart.Band;
import io.chasqui.server.console.chart.Chart.Table;
import io.chasqui.server.console.chart.Drawing;
import io.chasqui.server.console.chart.Scale;
import io.chasqui.server.console.chart.Series;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How late first attempts began: half of them, 99 of 100, and what they should not exceed. */
final class LatenessChart {

  /** What the product is measured by; docs/performance.md. */
  static final Duration GOAL = Duration.ofMillis(20);

  static final double P50 = 0.5;
  static final double P99 = 0.99;

  private static final double LOWEST_SECONDS = 0.01;

  private LatenessChart() {}

  static Chart of(Figures figures, List<Band> bands, Words words) {
    TimeAxis axis = figures.axis();
    List<Lateness> late = byPlace(figures);
    List<Series> series =
        List.of(
            new Series("p50", words.text("console.chart.late.p50"), seconds(late, P50)),
            new Series("p99", words.text("console.chart.late.p99"), seconds(late, P99)),
            new Series(
                "goal",
                words.text("console.chart.late.goal", words.span(GOAL)),
                Collections.nCopies(axis.places(), GOAL.toMillis() / 1000.0)));
    double most =
        series.stream()
            .flatMap(one -> one.values().stream())
            .filter(value -> !value.isNaN())
            .max(Double::compare)
            .orElse(0.0);
    Scale scale = Scale.logarithmic(LOWEST_SECONDS, most, 10);
    return new Chart(
        "late",
        words.text("console.chart.late"),
        sentence(figures, words),
        Drawing.lines(series, scale),
        scale.ticks().stream().map(tick -> tick(tick, words)).toList(),
        axis.labels(words),
        false,
        series,
        bands,
        table(late, axis, words));
  }

  /** Of the whole period. */
  static Lateness all(Figures figures) {
    return figures.counts().stream()
        .map(EndedCount::lateness)
        .reduce(Lateness.NONE, Lateness::plus);
  }

  private static List<Lateness> byPlace(Figures figures) {
    TimeAxis axis = figures.axis();
    return IntStream.range(0, axis.places())
        .mapToObj(
            place ->
                figures.counts().stream()
                    .filter(one -> axis.place(one.begins()) == place)
                    .map(EndedCount::lateness)
                    .reduce(Lateness.NONE, Lateness::plus))
        .toList();
  }

  private static List<Double> seconds(List<Lateness> late, double part) {
    return late.stream()
        .map(one -> one.percentile(part).map(span -> span.toMillis() / 1000.0).orElse(Double.NaN))
        .toList();
  }

  private static String tick(double seconds, Words words) {
    return seconds < 1
        ? words.span(Duration.ofMillis(Math.round(seconds * 1000)))
        : words.number(Math.round(seconds)) + "\u00a0" + words.text("console.unit.s");
  }

  private static String sentence(Figures figures, Words words) {
    Lateness all = all(figures);
    Optional<Duration> half = all.percentile(P50);
    return half.map(
            span ->
                words.text(
                    "console.chart.late.sentence",
                    words.span(span),
                    words.span(all.percentile(P99).orElse(span)),
                    words.span(GOAL)))
        .orElseGet(() -> words.text("console.chart.late.none"));
  }

  /** Times at which nothing was delivered by its first attempt are left out. */
  private static Table table(List<Lateness> late, TimeAxis axis, Words words) {
    return new Table(
        List.of(
            words.text("console.chart.time"),
            words.text("console.chart.late.p50"),
            words.text("console.chart.late.p99")),
        IntStream.range(0, axis.places())
            .filter(i -> late.get(i).percentile(P50).isPresent())
            .mapToObj(
                i ->
                    List.of(
                        axis.exactLabel(axis.at(i), words),
                        span(late.get(i), P50, words),
                        span(late.get(i), P99, words)))
            .toList());
  }

  private static String span(Lateness late, double part, Words words) {
    return late.percentile(part).map(words::span).orElse("");
  }
}
