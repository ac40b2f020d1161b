package io.chasqui.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.CorrelationId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every storage does. */
abstract class ReportStorageContract {

  private static final CorrelationId ID = new CorrelationId("q3:2026.v1_a-b");

  abstract ReportStorage storage() throws IOException;

  @Test
  void anUnknownReportIsNotThere() throws IOException {
    assertThat(storage().open(new CorrelationId("unknown"))).isEmpty();
  }

  @Test
  void givesBackTheBytesItWasGiven() throws IOException {
    byte[] bytes = new byte[1_000_003];
    new Random(1).nextBytes(bytes);

    storage().put(ID, new ByteArrayInputStream(bytes));

    try (StoredReport report = storage().open(ID).orElseThrow()) {
      assertThat(report.size()).isEqualTo(bytes.length);
      assertThat(report.content().readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void aSecondReportReplacesTheFirst() throws IOException {
    storage().put(ID, content("first"));
    storage().put(ID, content("2nd"));

    assertThat(read(ID)).isEqualTo("2nd");
  }

  @Test
  void aReportThatBreaksOffLeavesTheOneThatWasThere() throws IOException {
    storage().put(ID, content("whole"));

    InputStream breaksOff =
        new SequenceInputStream(
            content("part"),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the caller is gone");
              }
            });

    assertThatThrownBy(() -> storage().put(ID, breaksOff)).isInstanceOf(IOException.class);
    assertThat(read(ID)).isEqualTo("whole");
  }

  private String read(CorrelationId id) throws IOException {
    try (StoredReport report = storage().open(id).orElseThrow()) {
      return new String(report.content().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static InputStream content(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
