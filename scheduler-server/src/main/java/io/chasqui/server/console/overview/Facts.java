package io.chasqui.server.console.overview;

import static io.chasqui.contract.delivery.DeliveryStatus.DELIVERED;
import static io.chasqui.contract.delivery.DeliveryStatus.FAILED;

import io.chasqui.server.console.OverviewCard.Fact;
import io.chasqui.server.console.Words;
import io.chasqui.server.status.QueueState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is told in one number each; each leads to the list that it counts. */
final class Facts {

  /** So late is nothing that goes well. */
  private static final Duration LATE = Duration.ofMinutes(1);

  private Facts() {}

  static List<Fact> of(Figures figures, Words words) {
    return List.of(
        delivered(figures, words),
        failed(figures, words),
        lateness(figures, words),
        due(figures.queues(), words));
  }

  private static Fact delivered(Figures figures, Words words) {
    return new Fact(
        words.text("console.overview.delivered"),
        words.number(figures.ended(DELIVERED)),
        period(figures, words),
        ended("DELIVERED", figures),
        false);
  }

  private static Fact failed(Figures figures, Words words) {
    long failed = figures.ended(FAILED);
    long all = failed + figures.ended(DELIVERED);
    String note =
        all == 0
            ? period(figures, words)
            : words.percent((double) failed / all) + " · " + period(figures, words);
    return new Fact(
        words.text("console.overview.failed"),
        words.number(failed),
        note,
        ended("FAILED", figures),
        false);
  }

  private static Fact lateness(Figures figures, Words words) {
    Optional<Duration> late = LatenessChart.all(figures).percentile(LatenessChart.P99);
    return new Fact(
        words.text("console.overview.late"),
        late.map(words::span).orElseGet(() -> words.text("console.none")),
        words.text("console.overview.late.note", period(figures, words)),
        ended("DELIVERED", figures),
        false);
  }

  private static Fact due(List<QueueState> queues, Words words) {
    long due = queues.stream().mapToLong(QueueState::due).sum();
    Duration oldest =
        queues.stream()
            .map(QueueState::oldestDue)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return new Fact(
        words.text("console.overview.due"),
        upTo(due, FiguresReader.MOST_DUE - 1, words),
        oldest.isZero()
            ? words.text("console.overview.due.none")
            : words.text("console.overview.due.oldest", words.span(oldest)),
        "/console/deliveries?status=QUEUED&status=RETRYING",
        oldest.compareTo(LATE) > 0);
  }

  private static String period(Figures figures, Words words) {
    return words.text("console.overview.period." + figures.period().word());
  }

  private static String ended(String status, Figures figures) {
    return "/console/deliveries?status=" + status + "&by=ended&from=" + figures.axis().from();
  }

  /** A number that is not counted beyond another one. */
  static String upTo(long number, long most, Words words) {
    return number > most ? words.text("console.more", words.number(most)) : words.number(number);
  }
}
