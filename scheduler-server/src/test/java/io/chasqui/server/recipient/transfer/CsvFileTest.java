package io.chasqui.server.recipient.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.chasqui.server.recipient.transfer.CsvRow.Cell;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.NestedExceptionUtils;

class CsvFileTest {

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void isSeparatedAsItsFirstLineIs(String separator) throws IOException {
    String file =
        "a,b,c\n1,\"x,;\ty\",3\n".replace("a,b,c", "a" + separator + "b" + separator + "c");

    assertThat(rows(file.replace("1,", "1" + separator).replace(",3", separator + "3")))
        .extracting(row -> row.cells().stream().map(Cell::text).toList())
        .containsExactly(List.of("a", "b", "c"), List.of("1", "x,;\ty", "3"));
  }

  @Test
  void aSeparatorInQuotesSeparatesNothing() throws IOException {
    assertThat(rows("\"a;;;\",b\n").get(0).cells())
        .extracting(Cell::text)
        .containsExactly("a;;;", "b");
  }

  @Test
  void hasMarksLineEndsAndEmptyLinesAsProgramsWriteThem() throws IOException {
    List<CsvRow> rows = rows("\uFEFFa,b\r\n\r\n1,\"two\r\nlines\"\r\n3,4");

    assertThat(rows).extracting(CsvRow::line).containsExactly(1L, 3L, 5L);
    assertThat(rows.get(0).cells().get(0).text()).isEqualTo("a");
    assertThat(rows.get(1).cells().get(1).text()).isEqualTo("two\r\nlines");
  }

  @Test
  void knowsWhatWasQuoted() throws IOException {
    assertThat(rows("a,b,c\n40,\"40\",\"say \"\"hi\"\"\"\n").get(1).cells())
        .containsExactly(new Cell("40", false), new Cell("40", true), new Cell("say \"hi\"", true));
  }

  @Test
  void rowsOfAnotherWidthAreAsTheyAre() throws IOException {
    assertThat(rows("a,b\n1\n1,2,3\n"))
        .extracting(row -> row.cells().size())
        .containsExactly(2, 1, 3);
  }

  @Test
  void aQuoteThatNeverClosesIsNotReadForEver() {
    String file = "a,b\n1,\"" + "x".repeat(1 << 20);

    assertThatThrownBy(() -> rows(file)).isInstanceOf(CsvParseException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n\"x", "a\n\"x\"y\n"})
  void aQuoteThatIsNoneIsFound(String file) {
    assertThatThrownBy(() -> rows(file)).isInstanceOf(CsvParseException.class);
  }

  @Test
  void anotherCharsetIsFound() {
    byte[] latin = "name\nJosé\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> rows(latin))
        .satisfies(
            e ->
                assertThat(NestedExceptionUtils.getMostSpecificCause(e))
                    .isInstanceOf(MalformedInputException.class));
  }

  private static List<CsvRow> rows(String file) throws IOException {
    return rows(file.getBytes(StandardCharsets.UTF_8));
  }

  private static List<CsvRow> rows(byte[] file) throws IOException {
    CsvFile csv = new CsvFile(new ByteArrayInputStream(file));
    List<CsvRow> rows = new ArrayList<>();
    for (CsvRow row = csv.next(); row != null; row = csv.next()) {
      rows.add(row);
    }
    return rows;
  }
}
