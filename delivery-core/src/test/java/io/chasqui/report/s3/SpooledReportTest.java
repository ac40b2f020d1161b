package io.chasqui.report.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SpooledReportTest {

  @Test
  void knowsTheChecksumAndIsGoneWhenItIsClosed() throws IOException {
    Path file;
    try (SpooledReport report = SpooledReport.of(pdf())) {
      file = report.file();
      assertThat(file).hasContent("%PDF-");
      assertThat(report.md5()).isEqualTo("VhMY8NV5cufGL+cBhJAyrw==");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has other permissions")
  void nobodyElseMayReadIt() throws IOException {
    try (SpooledReport report = SpooledReport.of(pdf())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(report.file())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aReportThatBreaksOffLeavesNoFile(@TempDir Path directory) {
    InputStream breaksOff =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the caller is gone");
          }
        };

    assertThatThrownBy(() -> SpooledReport.of(breaksOff, directory))
        .hasMessage("the caller is gone");

    assertThat(directory).isEmptyDirectory();
  }

  private static InputStream pdf() {
    return new ByteArrayInputStream(new byte[] {'%', 'P', 'D', 'F', '-'});
  }
}
