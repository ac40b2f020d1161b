package io.chasqui.benchmarks.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chasqui.benchmarks.sink.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalsTest {

  @TempDir Path folder;
  private Corpus corpus;
  private PreparedMails sent;
  private final List<Accepted> accepted = new ArrayList<>();

  @BeforeEach
  void sendThree() throws IOException {
    corpus = new Corpus("own", folder.resolve("reports"), 3, 5_000, false);
    corpus.store();
    sent = PreparedMails.prepare(corpus, folder);
    for (String line : Files.readAllLines(sent.list())) {
      String[] fields = line.split(" ");
      accepted.add(
          new Accepted(
              Long.parseLong(fields[1]),
              Integer.parseInt(fields[2]),
              Instant.EPOCH,
              Instant.EPOCH));
    }
  }

  private void check() {
    new Arrivals(corpus, sent.messages()).check(accepted);
  }

  @Test
  void eachMailIsFoundByItsNumber() {
    assertThat(new Arrivals(corpus, sent.messages()).check(accepted))
        .containsEntry(0, accepted.get(0))
        .containsEntry(2, accepted.get(2))
        .hasSize(3);
  }

  @Test
  void aMailThatArrivedTwiceIsRefused() {
    accepted.add(accepted.get(1));

    assertThatIllegalStateException()
        .isThrownBy(this::check)
        .withMessageContaining("1 arrived twice");
  }

  @Test
  void aMailThatIsMissingIsRefused() {
    accepted.remove(2);

    assertThatIllegalStateException()
        .isThrownBy(this::check)
        .withMessageContaining("2 did not arrive");
  }

  @Test
  void aReportWithOneOtherByteIsRefused() throws IOException {
    byte[] report = corpus.report(1);
    report[4_321] ^= 1;
    Files.write(corpus.file(1), report);

    assertThatIllegalStateException()
        .isThrownBy(this::check)
        .withMessageContaining("report of mail 1");
  }

  @Test
  void aMailOfAnotherRunIsRefused() {
    corpus = new Corpus("other", corpus.reports(), 3, 5_000, false);

    assertThatIllegalStateException().isThrownBy(this::check).withMessageContaining("not one of");
  }
}
