package io.chasqui.worker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.report.ReadOnlyStorage;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageAnswer;
import io.chasqui.report.StorageSettings;
import io.chasqui.report.StoredReport;
import io.chasqui.testing.TestStorage;
import io.chasqui.worker.report.ReportRead.Found;
import io.chasqui.worker.report.ReportRead.NotHad;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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
                reader(
                    new OneReport(null),
                    LIMIT,
                    TestStorage.settings(DataSize.ofMegabytes(1), DataSize.ofBytes(-1))))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("chasqui.storage.cache-size ");
  }

  @Test
  void memoryIsGivenBackWhenTheAttemptHasEnded() {
    DataSize twoMegabytes = DataSize.ofMegabytes(2);
    String content = "%PDF-" + "x".repeat(1_000_000);
    ReportReader reader =
        reader(
            new Renewed(() -> stored(content, content.length())),
            twoMegabytes,
            TestStorage.settings(twoMegabytes, DataSize.ofBytes(0)));

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
        reader(
            new Renewed(() -> stored("not a PDF", 1_500_000)),
            twoMegabytes,
            TestStorage.settings(twoMegabytes, DataSize.ofBytes(0)));

    for (int i = 0; i < 5; i++) {
      assertThat(reader.read(new CorrelationId("report-1")))
          .isInstanceOfSatisfying(
              NotHad.class,
              notHad -> assertThat(notHad.outcome().code()).isEqualTo("REPORT_NOT_PDF"));
    }
  }

  /** As a directory that is mounted over a network: nobody can interrupt it. */
  @Test
  void aStorageThatDripsIsCutWhicheverItIs() {
    AtomicLong nanos = new AtomicLong();
    ReportReaders[] readers = new ReportReaders[1];
    InputStream oneByteASecond =
        new InputStream() {
          private int sent;

          @Override
          public int read() {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            readers[0].endOverdue();
            return sent < 5 ? "%PDF-".charAt(sent++) : ' ';
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            buffer[offset] = (byte) read();
            return 1;
          }
        };
    readers[0] =
        new ReportReaders(
            new OneReport(new StoredReport(oneByteASecond, -1, null)),
            TestStorage.settings(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1)),
            queue -> 32,
            new SimpleMeterRegistry(),
            nanos::get);
    ReportReader reader =
        readers[0].reader(Channel.TELEGRAM, ReportEncoding.PDF, DataSize.ofMegabytes(1));

    Outcome outcome = ((NotHad) reader.read(new CorrelationId("report-1"))).outcome();

    assertThat(outcome.code()).isEqualTo("STORAGE_UNAVAILABLE");
    assertThat(nanos.get()).isEqualTo(Duration.ofSeconds(30).toNanos());
  }

  private static Outcome tooLarge() {
    return new PermanentFailure("REPORT_TOO_LARGE", "more than 20 bytes");
  }

  private static Outcome outcome(@Nullable StoredReport stored) {
    return ((NotHad) read(stored)).outcome();
  }

  private static ReportRead read(@Nullable StoredReport stored) {
    return reader(
            new OneReport(stored),
            LIMIT,
            TestStorage.settings(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1)))
        .read(new CorrelationId("report-1"));
  }

  private static ReportReader reader(
      ReportStorage storage, DataSize limit, StorageSettings settings) {
    return new ReportReaders(storage, settings, queue -> 32, new SimpleMeterRegistry())
        .reader(Channel.TELEGRAM, ReportEncoding.PDF, limit);
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
