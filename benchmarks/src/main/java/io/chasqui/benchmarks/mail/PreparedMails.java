package io.chasqui.benchmarks.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Messages made before the clock starts, as they go over the wire.
 *
 * @param messages their bytes, one after the other
 * @param list a line for each: recipient, offset, length
 */
public record PreparedMails(Path messages, Path list) {

  private static final byte[] FINAL_DOT = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

  /** Makes them all. */
  public static PreparedMails prepare(Corpus corpus, Path folder) {
    PreparedMails prepared =
        new PreparedMails(folder.resolve("prepared-mails"), folder.resolve("prepared-list"));
    Session session = Session.getInstance(new Properties());
    List<String> lines = new ArrayList<>();
    long offset = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(prepared.messages))) {
      for (int number = 0; number < corpus.size(); number++) {
        byte[] wire = wire(session, corpus, number);
        out.write(wire);
        lines.add(corpus.recipient(number) + " " + offset + " " + wire.length);
        offset += wire.length;
      }
      Files.write(prepared.list, lines);
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException("The mails could not be prepared", e);
    }
    return prepared;
  }

  public void delete() {
    try {
      Files.delete(messages);
      Files.delete(list);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] wire(Session session, Corpus corpus, int number)
      throws IOException, MessagingException {
    ByteArrayOutputStream message = new ByteArrayOutputStream(2 * corpus.reportBytes());
    MailShape.compose(session, corpus, number, Files.readAllBytes(corpus.file(number)))
        .writeTo(new DotDoubling(message));
    message.write(FINAL_DOT);
    return message.toByteArray();
  }
}
