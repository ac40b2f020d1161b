package io.chasqui.benchmarks.mail;

import io.chasqui.benchmarks.sink.Accepted;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Checks that what arrived is what was to be sent: each mail once, and its report byte by byte. */
public final class Arrivals {

  private final Corpus corpus;
  private final Path spool;
  private final Session session = Session.getInstance(new Properties());

  public Arrivals(Corpus corpus, Path spool) {
    this.corpus = corpus;
    this.spool = spool;
  }

  /**
   * Reads all messages.
   *
   * @return each mail's arrival by its number
   * @throws IllegalStateException naming the first mail that is missing, came twice or differs
   */
  public Map<Integer, Accepted> check(List<Accepted> messages) {
    Map<Integer, Accepted> byNumber = new HashMap<>();
    try (RandomAccessFile file = new RandomAccessFile(spool.toFile(), "r")) {
      for (Accepted message : messages) {
        int number = check(read(file, message));
        if (byNumber.put(number, message) != null) {
          throw new IllegalStateException("Mail %s arrived twice".formatted(number));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("What arrived cannot be read", e);
    } catch (MessagingException e) {
      throw new IllegalStateException("A message that arrived is broken: " + e.getMessage(), e);
    }
    for (int number = 0; number < corpus.size(); number++) {
      if (!byNumber.containsKey(number)) {
        throw new IllegalStateException("Mail %s did not arrive".formatted(number));
      }
    }
    return byNumber;
  }

  private MimeMessage read(RandomAccessFile file, Accepted message)
      throws IOException, MessagingException {
    byte[] onTheWire = new byte[message.length()];
    file.seek(message.offset());
    file.readFully(onTheWire);
    return new MimeMessage(session, new ByteArrayInputStream(withoutDots(onTheWire)));
  }

  /** Undoes the doubling of dots at the beginning of lines, and takes the final one away. */
  private static byte[] withoutDots(byte[] wire) {
    ByteArrayOutputStream message = new ByteArrayOutputStream(wire.length);
    int end = wire.length - 3;
    for (int i = 0; i < end; i++) {
      boolean doubled = wire[i] == '.' && i > 0 && wire[i - 1] == '\n';
      if (!doubled) {
        message.write(wire[i]);
      }
    }
    return message.toByteArray();
  }

  private int check(MimeMessage message) throws MessagingException, IOException {
    InternetAddress to = (InternetAddress) message.getRecipients(Message.RecipientType.TO)[0];
    int number = corpus.number(to.getAddress());
    expect(number, "subject", corpus.subject(number), message.getSubject());
    String id = message.getHeader("X-Correlation-Id", null);
    expect(number, "correlation id", corpus.correlationId(number), id);
    Multipart parts = (Multipart) message.getContent();
    BodyPart text = ((Multipart) parts.getBodyPart(0).getContent()).getBodyPart(0);
    String received = ((String) text.getContent()).replace("\r\n", "\n").stripTrailing();
    expect(number, "text", corpus.text(), received);
    byte[] report = parts.getBodyPart(1).getInputStream().readAllBytes();
    if (!Arrays.equals(report, Files.readAllBytes(corpus.file(number)))) {
      throw new IllegalStateException(
          "The report of mail %s is not the one sent".formatted(number));
    }
    return number;
  }

  private static void expect(int number, String what, String sent, String received) {
    if (!sent.equals(received)) {
      throw new IllegalStateException(
          "The %s of mail %s is \"%s\" and should be \"%s\""
              .formatted(what, number, received, sent));
    }
  }
}
