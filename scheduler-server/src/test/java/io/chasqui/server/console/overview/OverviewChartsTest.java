package io.chasqui.server.console.overview;

import static io.chasqui.contract.delivery.DeliveryStatus.DELIVERED;
import static io.chasqui.contract.delivery.DeliveryStatus.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DueCount;
import io.chasqui.delivery.EndedCount;
import io.chasqui.delivery.Lateness;
import io.chasqui.jobs.Queue;
import io.chasqui.server.console.OverviewCard.Fact;
import io.chasqui.server.console.TestWords;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.chart.Chart;
import io.chasqui.server.console.chart.Chart.Band;
import io.chasqui.server.status.QueueState;
import io.chasqui.server.status.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the charts of the first page show and say; it is 17:30 in Lima. */
class OverviewChartsTest {

  private static final Instant NOW = Instant.parse("2026-11-28T22:30:20Z");
  private static final Words WORDS = TestWords.in("en");

  @Test
  void whatEndedIsStackedByTheMinuteAndWhatIsNotCountedYetIsLeftOut() {
    Figures figures =
        figures(
            Period.HOUR,
            List.of(
                count("22:00", DELIVERED, 5, 2, 0),
                count("22:00", FAILED, 1, 1, 0),
                count("22:30", DELIVERED, 9, 0, 0)));

    Chart chart = EndedChart.of(figures, List.of(), WORDS);

    assertThat(chart.title()).isEqualTo("What ended, by 1\u00a0min");
    assertThat(chart.sentence())
        .isEqualTo("14 delivered, 1 failed, 0 uncertain. Bars are counted until 17:29:50.");
    assertThat(chart.up()).containsExactly("10", "5", "0");
    assertThat(chart.along()).containsExactly("16:31", "17:01", "17:31");
    assertThat(chart.legend().get(0).values().get(29)).isEqualTo(3);
    assertThat(chart.legend().get(1).values().get(29)).isEqualTo(2);
    assertThat(chart.legend().get(0).values().get(59)).as("not counted yet").isNaN();
    assertThat(chart.table().rows())
        .containsExactly(List.of("28 Nov 2026, 17:00", "3", "2", "1", "0"));
  }

  @Test
  void latenessIsALineWithGaps() {
    Figures figures =
        figures(
            Period.HOUR,
            List.of(
                count("22:00", DELIVERED, 100, 0, 1),
                count("22:01", DELIVERED, 100, 0, 1),
                count("22:10", DELIVERED, 100, 0, 9)));

    Chart chart = LatenessChart.of(figures, List.of(), WORDS);

    assertThat(chart.shapes().get(0).path()).containsPattern("^M[^M]+L[^M]+M[^ML]+$");
    assertThat(chart.sentence()).startsWith("Half began within ").endsWith("goal is 20\u00a0ms.");
    assertThat(chart.up()).startsWith("10\u00a0s").endsWith("10\u00a0ms");
    assertThat(chart.table().rows()).hasSize(3);
    assertThat(LatenessChart.of(figures(Period.HOUR, List.of()), List.of(), WORDS).sentence())
        .isEqualTo("Nothing was delivered by its first attempt.");
  }

  @Test
  void theBacklogNamesTheQueueThatIsLatest() {
    List<QueueState> queues =
        List.of(
            new QueueState(Queue.EMAIL, 1, true, Duration.ofMinutes(3), 1_204),
            new QueueState(Queue.SMS, 0, true, Duration.ZERO, 0));

    Chart chart = BacklogChart.of(queues, WORDS);

    assertThat(chart.sentence())
        .isEqualTo("The oldest that is due has been waiting for 3\u00a0min, in the queue email.");
    assertThat(chart.along()).containsExactly("email", "sms");
    assertThat(chart.table().rows().get(0)).containsExactly("email", "3\u00a0min", "1,204");
  }

  @Test
  void whatComesIsCountedByFiveMinutes() {
    Figures figures = figures(Period.HOUR, List.of());

    Chart chart = DueChart.of(figures, List.of(), WORDS);

    assertThat(chart.sentence())
        .isEqualTo("33 will be due; most within 5 minutes from 17:35 on: 30.");
    assertThat(chart.table().rows()).hasSize(13).contains(List.of("17:35", "30"));
  }

  @Test
  void anAlertIsABandThatLeadsToIt() {
    Alert over = alert("2026-11-28T22:00:00Z", "2026-11-28T22:15:00Z");
    Alert open = alert("2026-11-28T22:20:00Z", null);
    Alert old = alert("2026-11-28T11:00:00Z", "2026-11-28T12:00:00Z");
    TimeAxis axis = Period.HOUR.until(NOW);

    List<Band> bands =
        AlertBands.over(axis, List.of(open, over, old), NOW, "/console/alerts", WORDS);

    assertThat(bands)
        .extracting(Band::label)
        .containsExactly("17:20 to now: X relay", "17:00 to 17:15: X relay");
    assertThat(bands.get(1).path()).isEqualTo("M290 0h150v120h-150z");
    assertThat(bands.get(0).link()).isEqualTo("/console/alerts/" + open.id());
    assertThat(AlertBands.over(axis, List.of(open), NOW, null, WORDS).get(0).link()).isNull();
  }

  @Test
  void eachFactLeadsToTheListThatItCounts() {
    List<Fact> facts =
        Facts.of(figures(Period.DAY, List.of(count("22:00", DELIVERED, 100, 0, 0))), WORDS);

    assertThat(facts)
        .extracting(Fact::value)
        .containsExactly("14", "1", "16\u00a0ms", "more than 10,000");
    assertThat(facts)
        .extracting(Fact::note)
        .containsExactly(
            "last 24 hours",
            "6.7% · last 24 hours",
            "99 of 100 at most · last 24 hours",
            "the oldest for 2\u00a0min");
    assertThat(facts.get(1).path())
        .isEqualTo("/console/deliveries?status=FAILED&by=ended&from=2026-11-27T22:45:00Z");
    assertThat(facts.get(3).needsAPerson()).isTrue();
  }

  private static Figures figures(Period period, List<EndedCount> counts) {
    return new Figures(
        period,
        NOW,
        Instant.parse("2026-11-28T22:29:50Z"),
        Map.of(DELIVERED, 14L, FAILED, 1L),
        counts,
        List.of(
            new DueCount(NOW, Channel.EMAIL, 3),
            new DueCount(Instant.parse("2026-11-28T22:35:00Z"), Channel.EMAIL, 10),
            new DueCount(Instant.parse("2026-11-28T22:35:00Z"), Channel.SMS, 20)),
        List.of(),
        List.of(),
        List.of(new QueueState(Queue.EMAIL, 1, true, Duration.ofMinutes(2), 10_001)),
        List.of());
  }

  private static EndedCount count(
      String minute, DeliveryStatus status, long n, long retried, int bucket) {
    List<Long> late = new ArrayList<>(Collections.nCopies(Lateness.BUCKETS, 0L));
    late.set(bucket, n - retried);
    return new EndedCount(
        Instant.parse("2026-11-28T" + minute + ":00Z"),
        Channel.EMAIL,
        status,
        n,
        retried,
        new Lateness(late));
  }

  private static Alert alert(String raised, String resolved) {
    return new Alert(
        UUID.randomUUID(),
        "X",
        "relay",
        "",
        Instant.parse(raised),
        resolved == null ? null : Instant.parse(resolved));
  }
}
