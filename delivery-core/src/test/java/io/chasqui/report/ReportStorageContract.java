package io.chasqui.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.CorrelationId;
import io.chasqui.report.StorageAnswer.NotThere;
import io.chasqui.report.StorageAnswer.Unchanged;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every storage does. */
public abstract class ReportStorageContract {

  private static final CorrelationId ID = new CorrelationId("q3:2026.v1_a-b");

  /** Ids that look like a way to somewhere else, and are just names. */
  public static Stream<String> strangeIds() {
    return Stream.of(
        "...",
        "....",
        ".a",
        "a.",
        "..a",
        "a..",
        "a..b",
        "-",
        "--",
        "-rf",
        "_",
        ":",
        "::",
        "::1",
        "a:b",
        "a:b:c",
        "C:",
        "file:",
        "http:",
        "host:80",
        "127.0.0.1",
        ".pdf",
        "a.pdf",
        ".htaccess",
        ".unfinished-1",
        ".unfinished-1.tmp",
        "x".repeat(128),
        ".".repeat(128),
        ":".repeat(128));
  }

  protected abstract ReportStorage storage() throws IOException;

  /** Takes a report away behind the storage's back. */
  protected abstract void remove(CorrelationId id) throws IOException;

  @Test
  void anUnknownReportIsNotThere() throws IOException {
    assertThat(storage().open(new CorrelationId("unknown"), null)).isInstanceOf(NotThere.class);
    assertThat(storage().open(new CorrelationId("unknown"), "1")).isInstanceOf(NotThere.class);
  }

  @Test
  void tellsSizeAndVersionToOneWhoWantsNoContent() throws IOException {
    storage().put(ID, new ByteArrayInputStream(new byte[123]));

    try (StoredReport opened = open(ID);
        StoredReport looked = (StoredReport) storage().look(ID)) {
      assertThat(looked.size()).isEqualTo(123);
      assertThat(looked.version()).isEqualTo(opened.version());
    }
    assertThat(storage().look(new CorrelationId("unknown"))).isInstanceOf(NotThere.class);
  }

  @Test
  void givesBackTheBytesItWasGiven() throws IOException {
    byte[] bytes = new byte[1_000_003];
    new Random(1).nextBytes(bytes);

    storage().put(ID, new ByteArrayInputStream(bytes));

    try (StoredReport report = open(ID)) {
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

  @Test
  void saysWhenTheCallerHasTheReportAlready() throws IOException {
    storage().put(ID, content("same"));

    assertThat(storage().open(ID, version())).isInstanceOf(Unchanged.class);
  }

  @Test
  void opensAReportThatIsNotTheOneTheCallerHas() throws IOException {
    storage().put(ID, content("one"));
    String known = version();
    storage().put(ID, content("two"));

    try (StoredReport report = (StoredReport) storage().open(ID, known)) {
      assertThat(report.content()).hasContent("two");
      assertThat(report.version()).isNotEqualTo(known);
    }
  }

  @Test
  void neitherHasAReportThatIsGone() throws IOException {
    storage().put(ID, content("one"));
    String known = version();
    remove(ID);

    assertThat(storage().open(ID, known)).isInstanceOf(NotThere.class);
  }

  @Test
  void everyIdHasAReportOfItsOwn() throws IOException {
    for (String id : strangeIds().toList()) {
      storage().put(new CorrelationId(id), content("report of " + id));
    }

    for (String id : strangeIds().toList()) {
      assertThat(read(new CorrelationId(id))).isEqualTo("report of " + id);
    }
  }

  private String version() throws IOException {
    try (StoredReport report = open(ID)) {
      return Objects.requireNonNull(report.version());
    }
  }

  private StoredReport open(CorrelationId id) throws IOException {
    return (StoredReport) storage().open(id, null);
  }

  private String read(CorrelationId id) throws IOException {
    try (StoredReport report = open(id)) {
      return new String(report.content().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public static InputStream content(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
