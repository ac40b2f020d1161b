package io.chasqui.worker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.report.ReadOnlyStorage;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageAnswer;
import io.chasqui.report.StoredReport;
import io.chasqui.testing.TestStorage;
import io.chasqui.worker.report.ReportRead.Found;
import io.chasqui.worker.report.ReportRead.NotHad;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
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
    assertThat(List.of(outcome(stored("%PDF-1.7", 12)), outcome(stored("%PDF-1.7", 6))))
        .hasOnlyElementsOfType(TemporaryFailure.class)
        .extracting(Outcome::code)
        .containsOnly("STORAGE_UNAVAILABLE");
  }

  @Test
  void aCacheOfNegativeSizeStopsTheStart() {
    assertThatThrownBy(
            () ->
                new ReportReader(
                    new OneReport(null),
                    ReportEncoding.PDF,
                    LIMIT,
                    TestStorage.settings(DataSize.ofMegabytes(1), DataSize.ofBytes(-1)),
                    new SimpleMeterRegistry()))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("chasqui.storage.cache-size ");
  }

  @Test
  void memoryIsGivenBackWhenTheAttemptHasEnded() {
    DataSize twoMegabytes = DataSize.ofMegabytes(2);
    String content = "%PDF-" + "x".repeat(1_000_000);
    ReportReader reader =
        new ReportReader(
            new Renewed(() -> stored(content, content.length())),
            ReportEncoding.PDF,
            twoMegabytes,
            TestStorage.settings(twoMegabytes, DataSize.ofBytes(0)),
            new SimpleMeterRegistry());

    for (int i = 0; i < 5; i++) {
      try (ReportRead read = reader.read(new CorrelationId("report-1"))) {
        assertThat(read).isInstanceOf(Found.class);
      }
    }
  }

  @Test
  void memoryIsGivenBackWhenTheReadingFails() {
    DataSize twoMegabytes = DataSize.ofMegabytes(2);
    ReportReader reader =
        new ReportReader(
            new Renewed(() -> stored("not a PDF", 1_500_000)),
            ReportEncoding.PDF,
            twoMegabytes,
            TestStorage.settings(twoMegabytes, DataSize.ofBytes(0)),
            new SimpleMeterRegistry());

    for (int i = 0; i < 5; i++) {
      assertThat(reader.read(new CorrelationId("report-1")))
          .isInstanceOfSatisfying(
              NotHad.class,
              notHad -> assertThat(notHad.outcome().code()).isEqualTo("REPORT_NOT_PDF"));
    }
  }

  private static Outcome tooLarge() {
    return new PermanentFailure("REPORT_TOO_LARGE", "more than 20 bytes");
  }

  private static Outcome outcome(@Nullable StoredReport stored) {
    return ((NotHad) read(stored)).outcome();
  }

  private static ReportRead read(@Nullable StoredReport stored) {
    return new ReportReader(
            new OneReport(stored),
            ReportEncoding.PDF,
            LIMIT,
            TestStorage.settings(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1)),
            new SimpleMeterRegistry())
        .read(new CorrelationId("report-1"));
  }

  private static StoredReport stored(String content, long size) {
    return new StoredReport(
        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), size, null);
  }

  /** A storage that makes its report anew each time. */
  private record Renewed(Supplier<StoredReport> report) implements ReportStorage {

    @Override
    public StorageAnswer open(CorrelationId id, @Nullable String knownVersion) {
      return report.get();
    }

    @Override
    public void put(CorrelationId id, InputStream content) throws IOException {
      throw new ReadOnlyStorage("one report is enough");
    }
  }

  /** A storage with one report, or none. */
  private record OneReport(@Nullable StoredReport report) implements ReportStorage {

    @Override
    public StorageAnswer open(CorrelationId id, @Nullable String knownVersion) {
      return report == null ? new StorageAnswer.NotThere() : report;
    }

    @Override
    public void put(CorrelationId id, InputStream content) throws IOException {
      throw new ReadOnlyStorage("one report is enough");
    }
  }
}
