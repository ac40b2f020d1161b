package io.chasqui.email;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.angus.mail.util.MailStreamProvider;

/**
 * Writes a mail part by part, in lines that end with CRLF, and in ASCII but for what a header is
 * given in other letters: an address of SMTPUTF8 (RFC 6532). Words, addresses and texts are encoded
 * by Jakarta Mail. Its own way of putting parts together looks through all jars for a provider at
 * each part, and reads each part several times; that cost more than sending the mail.
 */
final class MimeLines {

  private static final String AS_IT_IS = "7bit";

  static {
    // Or all jars are looked through at each encoded word.
    System.setProperty("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
  }

  private final StringBuilder lines = new StringBuilder(4096);

  /**
   * @throws IllegalArgumentException when the value would become another header
   */
  MimeLines header(String name, String value) {
    return line(name + ": " + new HeaderValue(value).value());
  }

  /** An address, with its display name in any language. */
  MimeLines address(String name, InternetAddress address) {
    return line(name + ": " + InternetAddress.toString(new Address[] {address}, name.length() + 2));
  }

  /** Text in any language. */
  MimeLines words(String name, HeaderValue text) {
    String words = EncodedWords.of(text.value(), null);
    return line(name + ": " + MimeUtility.fold(name.length() + 2, words));
  }

  /** The end of a header whose body is parts. */
  MimeLines multipart(String kind, String boundary) {
    return line("Content-Type: multipart/" + kind + ";")
        .line(" boundary=\"" + boundary + "\"")
        .line("");
  }

  /** What comes before a part. */
  MimeLines boundary(String boundary) {
    return line("--" + boundary);
  }

  /** What comes after the last part. */
  MimeLines lastBoundary(String boundary) {
    return line("--" + boundary + "--");
  }

  /** A part of text, in an encoding that every server takes. */
  MimeLines text(String kind, String text) {
    byte[] content = canonical(text).getBytes(StandardCharsets.UTF_8);
    String type = "text/" + kind + "; charset=UTF-8";
    String encoding = MimeUtility.getEncoding(new ByteArrayDataSource(content, type));
    return line("Content-Type: " + type)
        .line("Content-Transfer-Encoding: " + encoding)
        .line("")
        .line(encode(content, encoding));
  }

  /** The header of an attachment in base64. */
  MimeLines attachment(HeaderValue fileName, String type) {
    lines.append(AttachmentHeaders.of(fileName, type));
    return line("Content-Transfer-Encoding: base64").line("");
  }

  byte[] bytes() {
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private MimeLines line(String line) {
    lines.append(line).append("\r\n");
    return this;
  }

  private static String encode(byte[] content, String encoding) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream(content.length + content.length / 2);
    try (OutputStream encoder =
        encoding.equals(AS_IT_IS) ? encoded : MimeUtility.encode(encoded, encoding)) {
      encoder.write(content);
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException("bytes can be written to memory in " + encoding, e);
    }
    return encoded.toString(StandardCharsets.US_ASCII);
  }

  private static String canonical(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
  }
}
