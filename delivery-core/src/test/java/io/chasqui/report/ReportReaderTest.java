package io.chasqui.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.platform.CorrelationId;
import io.chasqui.report.ReportRead.Found;
import io.chasqui.report.ReportRead.NotHad;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ReportReaderTest {

  private static final DataSize LIMIT = DataSize.ofBytes(20);

  @Test
  void readsAReportWithItsChecksum() {
    ReportRead read = read(stored("%PDF-1.7", 8));

    assertThat(read)
        .isInstanceOfSatisfying(
            Found.class,
            found -> {
              assertThat(found.report().content()).asString().isEqualTo("%PDF-1.7");
              assertThat(found.report().sha256())
                  .isEqualTo("86edbaa24831badfa0a8b04bb410141e2ee4182b6d0014493fe262a7a331c20b");
            });
  }

  @Test
  void aMissingReportMayComeYet() {
    assertThat(outcome(null))
        .isInstanceOfSatisfying(
            TemporaryFailure.class,
            failure -> assertThat(failure.code()).isEqualTo("REPORT_NOT_FOUND"));
  }

  @Test
  void aReportThatIsTooLargeWillNeverFit() {
    assertThat(outcome(stored("%PDF-" + "x".repeat(16), -1))).isEqualTo(tooLarge());
    assertThat(outcome(stored("%PDF-", 1_000_000_000_000L))).isEqualTo(tooLarge());
  }

  @Test
  void whatIsNoPdfWillNeverBeOne() {
    assertThat(outcome(stored("<html>", -1)).code()).isEqualTo("REPORT_NOT_PDF");
    assertThat(outcome(stored("", 0)).code()).isEqualTo("REPORT_NOT_PDF");
    assertThat(outcome(stored("%PD", 3)).code()).isEqualTo("REPORT_NOT_PDF");
  }

  @Test
  void aReportOfAnotherLengthThanStatedBrokeOff() {
    assertThat(outcome(stored("%PDF-1.7", 12)))
        .isInstanceOfSatisfying(
            TemporaryFailure.class,
            failure -> assertThat(failure.code()).isEqualTo("STORAGE_UNAVAILABLE"));
  }

  private static Outcome tooLarge() {
    return new PermanentFailure("REPORT_TOO_LARGE", "more than 20 bytes");
  }

  private static Outcome outcome(@Nullable StoredReport stored) {
    return ((NotHad) read(stored)).outcome();
  }

  private static ReportRead read(@Nullable StoredReport stored) {
    return new ReportReader(new OneReport(stored)).read(new CorrelationId("report-1"), LIMIT);
  }

  private static StoredReport stored(String content, long size) {
    return new StoredReport(
        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), size);
  }

  /** A storage with one report, or none. */
  private record OneReport(@Nullable StoredReport report) implements ReportStorage {

    @Override
    public Optional<StoredReport> open(CorrelationId id) {
      return Optional.ofNullable(report);
    }

    @Override
    public void put(CorrelationId id, InputStream content) throws IOException {
      throw new ReadOnlyStorage("one report is enough");
    }
  }
}
