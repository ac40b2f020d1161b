package io.chasqui.benchmarks.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * The mails of a run: who gets which report, and what it says.
 *
 * @param prefix tells the mails of one run from those of another
 * @param reports the directory of the report storage
 * @param size how many mails there are, numbered from 0
 * @param reportBytes how large each report is
 * @param shared whether all have the same report
 */
public record Corpus(String prefix, Path reports, int size, int reportBytes, boolean shared) {

  private static final byte[] PDF_HEAD = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);

  /** Names the report: it has the mail's own number, or the one all share. */
  public String correlationId(int number) {
    return shared ? prefix + "-shared" : String.format(Locale.ROOT, "%s-%06d", prefix, number);
  }

  public String recipient(int number) {
    return String.format(Locale.ROOT, "%s-%06d@example.com", prefix, number);
  }

  /**
   * Whose mail goes to this recipient.
   *
   * @throws IllegalStateException when it is not one of these mails
   */
  public int number(String recipient) {
    int from = recipient.lastIndexOf('-') + 1;
    int to = recipient.indexOf('@');
    if (!recipient.startsWith(prefix + "-") || to < from) {
      throw new IllegalStateException("A mail to " + recipient + " is not one of " + prefix);
    }
    int number = Integer.parseInt(recipient.substring(from, to));
    if (number >= size) {
      throw new IllegalStateException("There is no mail " + number + " of " + prefix);
    }
    return number;
  }

  public String subject(int number) {
    return "Report " + number;
  }

  /** Some of its lines begin with a dot, which SMTP doubles. */
  public String text() {
    return "Good morning,\n\nplease find this month's report attached.\n.5 % more than before\n\n.";
  }

  /** A few bytes of PDF, then bytes that no compression makes smaller. */
  public byte[] report(int number) {
    byte[] content = new byte[reportBytes];
    new Random(shared ? 0 : number).nextBytes(content);
    System.arraycopy(PDF_HEAD, 0, content, 0, PDF_HEAD.length);
    return content;
  }

  public Path file(int number) {
    return reports.resolve(correlationId(number) + ".pdf");
  }

  /** Puts all reports into the directory. */
  public void store() {
    try {
      Files.createDirectories(reports);
      for (int number = 0; number < (shared ? 1 : size); number++) {
        Files.write(file(number), report(number));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The reports could not be stored", e);
    }
  }
}
