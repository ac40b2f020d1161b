package io.chasqui.server.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.server.console.chart.Chart.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers as shapes, in a box of 600 by 120. */
class DrawingTest {

  @Test
  void barsStandOnEachOther() {
    Series below = new Series("delivered", "", List.of(5.0, 0.0));
    Series above = new Series("failed", "", List.of(5.0, 2.0));

    List<Shape> shapes = Drawing.bars(List.of(below, above), Scale.linear(10));

    assertThat(shapes)
        .containsExactly(
            new Shape("delivered", "M30 60h240v60h-240z", false),
            new Shape("failed", "M30 0h240v60h-240zM330 96h240v24h-240z", false));
  }

  @Test
  void nothingIsDrawnOfWhatIsNotKnown() {
    Series late = new Series("p50", "", List.of(0.01, Double.NaN, 0.1, 1.0));
    Series ended = new Series("delivered", "", List.of(Double.NaN, 0.0));

    assertThat(Drawing.lines(List.of(late), Scale.logarithmic(0.01, 1, 10)))
        .as("a dot, a gap and a line")
        .containsExactly(new Shape("p50", "M75 120h0M375 60h0L525 0", true));
    assertThat(Drawing.bars(List.of(ended), Scale.linear(10)).get(0).path()).isEmpty();
  }

  @Test
  void scalesEndAtANumberThatIsEasyToRead() {
    assertThat(Scale.linear(0).ticks()).containsExactly(2.0, 1.0, 0.0);
    assertThat(Scale.linear(3).ticks()).containsExactly(4.0, 2.0, 0.0);
    assertThat(Scale.linear(10).ticks()).containsExactly(10.0, 5.0, 0.0);
    assertThat(Scale.linear(212).ticks()).containsExactly(400.0, 200.0, 0.0);
    assertThat(Scale.logarithmic(0.01, 30, 10).ticks()).hasSize(5);
    assertThat(Scale.logarithmic(1, 4000, 60).ticks())
        .containsExactly(216_000.0, 3_600.0, 60.0, 1.0);
  }

  @Test
  void whatLiesBeyondStandsAtTheEdge() {
    Scale scale = Scale.logarithmic(0.01, 1, 10);

    assertThat(scale.part(0)).isZero();
    assertThat(scale.part(50)).isEqualTo(1);
    assertThat(Drawing.band(-3, 0.5)).isEqualTo("M0 0h300v120h-300z");
    assertThat(Drawing.band(0.5, 0.5)).as("can be seen").isEqualTo("M300 0h1.2v120h-1.2z");
  }

  @Test
  void aSampleLooksAsItsSeriesDoes() {
    Series bars = new Series("failed", "failed", List.of(1.0));
    Series line = new Series("p99", "p99", List.of(1.0));
    List<Shape> shapes =
        List.of(
            Drawing.bars(List.of(bars), Scale.linear(1)).get(0),
            Drawing.lines(List.of(line), Scale.linear(1)).get(0));
    Chart chart =
        new Chart(
            "c",
            "",
            "",
            shapes,
            List.of("1", "0"),
            List.of(),
            false,
            List.of(bars, line),
            List.of(),
            new Chart.Table(List.of(), List.of()));

    assertThat(chart.sample(bars)).endsWith("z");
    assertThat(chart.sample(line)).isEqualTo("M0 5h20");
    assertThat(chart.grid()).isEqualTo("M0 0h600M0 120h600");
  }
}
