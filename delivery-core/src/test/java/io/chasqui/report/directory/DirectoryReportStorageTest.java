package io.chasqui.report.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chasqui.platform.CorrelationId;
import io.chasqui.report.RemovableReportsContract;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageAnswer;
import io.chasqui.report.StorageAnswer.NotThere;
import io.chasqui.report.StoredReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryReportStorageTest extends RemovableReportsContract {

  @TempDir Path directory = Path.of("");

  @Override
  protected ReportStorage storage() throws IOException {
    return storage(directory);
  }

  @Override
  protected void remove(CorrelationId id) throws IOException {
    Files.delete(directory.resolve(id + ".pdf"));
  }

  @Test
  void readsWhatOthersPutThere() throws IOException {
    Files.writeString(directory.resolve("theirs.pdf"), "%PDF-");

    try (StoredReport report = (StoredReport) storage().open(new CorrelationId("theirs"), null)) {
      assertThat(report.size()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "nothing", "folder", "reports/other.pdf", "/dev/zero"})
  void readsNoLinkWhereverItLeads(String target) throws IOException {
    Path link = aLinkTo(target);

    assertThat(reports().open(new CorrelationId("link"), null)).isInstanceOf(NotThere.class);
    assertThat(link).isSymbolicLink();
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "nothing", "folder", "reports/other.pdf"})
  void replacesALinkAndLeavesWhatItLedTo(String target) throws IOException {
    Path link = aLinkTo(target);

    reports().put(new CorrelationId("link"), content("new"));

    assertThat(Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(link).hasContent("new");
    assertThat(directory.resolve("secret")).hasContent("%PDF-secret");
    assertThat(directory.resolve("reports/other.pdf")).hasContent("%PDF-other");
    assertThat(directory.resolve("folder")).isEmptyDirectory();
    assertThat(directory.resolve("nothing")).doesNotExist();
  }

  @Test
  void doesNotFollowALinkThatTakesAReportsPlaceWhileItIsOpened() throws Exception {
    Path link = aLinkTo("secret");
    ReportStorage storage = reports();
    AtomicBoolean done = new AtomicBoolean();
    Set<String> read = new HashSet<>();
    CompletableFuture<Void> swapping =
        CompletableFuture.runAsync(() -> swap(link, directory.resolve("secret"), done));
    try {
      // So many that a storage without this care follows the link some of the times.
      for (int i = 0; i < 50_000; i++) {
        read.add(readIfItCan(storage));
      }
    } finally {
      done.set(true);
      swapping.get(10, TimeUnit.SECONDS);
    }
    assertThat(read).isSubsetOf("%PDF-other", "");
  }

  @ParameterizedTest
  @MethodSource("strangeIds")
  void everyIdIsOneFileInTheDirectory(String id) throws IOException {
    reports().put(new CorrelationId(id), content("x"));

    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files)
          .containsExactly(
              directory,
              directory.resolve("reports"),
              directory.resolve("reports").resolve(id + ".pdf"));
    }
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

  /** A storage with something beside it. */
  private ReportStorage reports() throws IOException {
    return storage(directory.resolve("reports"));
  }

  /** The report "link" of {@link #reports}, which is a link to something beside it or in it. */
  private Path aLinkTo(String target) throws IOException {
    Path reports = Files.createDirectory(directory.resolve("reports"));
    Files.writeString(directory.resolve("secret"), "%PDF-secret");
    Files.writeString(reports.resolve("other.pdf"), "%PDF-other");
    Files.createDirectory(directory.resolve("folder"));
    return Files.createSymbolicLink(reports.resolve("link.pdf"), directory.resolve(target));
  }

  /** Makes it a file and a link by turns. */
  private static void swap(Path link, Path target, AtomicBoolean done) {
    Path file = link.resolveSibling("other.pdf");
    Path next = link.resolveSibling("next");
    try {
      while (!done.get()) {
        Files.move(Files.createLink(next, file), link, StandardCopyOption.ATOMIC_MOVE);
        Files.move(Files.createSymbolicLink(next, target), link, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String readIfItCan(ReportStorage storage) {
    try {
      StorageAnswer answer = storage.open(new CorrelationId("link"), null);
      return answer instanceof StoredReport report ? text(report) : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static String text(StoredReport report) throws IOException {
    try (report) {
      return new String(report.content().readAllBytes(), StandardCharsets.UTF_8);
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
