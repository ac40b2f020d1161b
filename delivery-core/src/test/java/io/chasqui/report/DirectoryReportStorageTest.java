package io.chasqui.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.CorrelationId;
import io.chasqui.report.directory.DirectoryReportStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryReportStorageTest extends ReportStorageContract {

  @TempDir Path directory = Path.of("");

  @Override
  ReportStorage storage() throws IOException {
    return new DirectoryReportStorage(directory);
  }

  @Test
  void readsWhatOthersPutThere() throws IOException {
    Files.writeString(directory.resolve("theirs.pdf"), "%PDF-");

    try (StoredReport report = storage().open(new CorrelationId("theirs")).orElseThrow()) {
      assertThat(report.size()).isEqualTo(5);
    }
  }

  @Test
  void doesNotFollowALinkOutOfTheDirectory() throws IOException {
    Path secret = Files.writeString(directory.resolveSibling("secret"), "%PDF-secret");
    Files.createSymbolicLink(directory.resolve("link.pdf"), secret);

    assertThat(storage().open(new CorrelationId("link"))).isEmpty();
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
    ReportStorage storage = new DirectoryReportStorage(directory.resolve("disk"));
    Files.delete(directory.resolve("disk"));

    assertThatThrownBy(() -> storage.open(new CorrelationId("a"))).isInstanceOf(IOException.class);
  }
}
