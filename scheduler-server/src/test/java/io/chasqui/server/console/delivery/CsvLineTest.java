package io.chasqui.server.console.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A line of a file that programs read, and people open with programs that calculate. */
class CsvLineTest {

  @Test
  void cellsAreApartAndWhatNeedsItIsQuoted() {
    assertThat(CsvLine.of("a", 2, null, "b, c", "d \"e\"", "f\ng"))
        .isEqualTo("a,2,,\"b, c\",\"d \"\"e\"\"\",\"f\ng\"\r\n");
  }

  @Test
  void noCellIsAFormula() {
    assertThat(CsvLine.of("=1+1", "@x", "-2", "+3", "4")).isEqualTo("'=1+1,'@x,'-2,'+3,4\r\n");
  }
}
