package io.chasqui.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chasqui.platform.CorrelationId;
import io.chasqui.report.StorageAnswer.NotThere;
import io.chasqui.report.directory.DirectoryReportStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryReportStorageTest extends ReportStorageContract {

  @TempDir Path directory = Path.of("");

  @Override
  ReportStorage storage() throws IOException {
    return storage(directory);
  }

  @Override
  void remove(CorrelationId id) throws IOException {
    Files.delete(directory.resolve(id + ".pdf"));
  }

  @Test
  void readsWhatOthersPutThere() throws IOException {
    Files.writeString(directory.resolve("theirs.pdf"), "%PDF-");

    try (StoredReport report = (StoredReport) storage().open(new CorrelationId("theirs"), null)) {
      assertThat(report.size()).isEqualTo(5);
    }
  }

  @Test
  void doesNotFollowALinkOutOfTheDirectory() throws IOException {
    Path secret = Files.writeString(directory.resolveSibling("secret"), "%PDF-secret");
    Files.createSymbolicLink(directory.resolve("link.pdf"), secret);

    assertThat(storage().open(new CorrelationId("link"), null)).isInstanceOf(NotThere.class);
    Files.delete(secret);
  }

  @Test
  void leavesNothingUnfinishedBehind() throws IOException {
    storage().put(new CorrelationId("a"), content("x"));

    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("a.pdf"));
    }
  }

  @Test
  void aDirectoryThatIsGoneIsAFaultAndNotAMissingReport() throws IOException {
    ReportStorage storage = storage(directory.resolve("disk"));
    Files.delete(directory.resolve("disk"));

    assertThatThrownBy(() -> storage.open(new CorrelationId("a"), null))
        .isInstanceOf(IOException.class);
  }

  /** As programs do that copy files and keep their times. */
  @Test
  void aFileThatIsWrittenAnewWithTheSameSizeAndTimeHasAnotherVersion() throws IOException {
    Path file = Files.writeString(directory.resolve("a.pdf"), "%PDF-1");
    FileTime time = Files.getLastModifiedTime(file);
    String first = version("a");

    await()
        .untilAsserted(
            () -> {
              Files.writeString(file, "%PDF-2");
              Files.setLastModifiedTime(file, time);
              assertThat(version("a")).isNotNull().isNotEqualTo(first);
            });
  }

  @Test
  void givesNoVersionToAFileThatMayStillBeChanging() throws IOException {
    Files.writeString(directory.resolve("a.pdf"), "%PDF-");
    ReportStorage now = new DirectoryReportStorage(directory, Clock.systemUTC());

    try (StoredReport report = (StoredReport) now.open(new CorrelationId("a"), null)) {
      assertThat(report.version()).isNull();
    }
  }

  private @Nullable String version(String id) throws IOException {
    try (StoredReport report = (StoredReport) storage().open(new CorrelationId(id), null)) {
      return report.version();
    }
  }

  /** All files are older than a minute there. */
  private static ReportStorage storage(Path directory) throws IOException {
    return new DirectoryReportStorage(
        directory, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));
  }
}
