package io.chasqui.quickstart.inbox;

import io.chasqui.quickstart.inbox.ReadMail.Attachment;
import io.chasqui.quickstart.inbox.ReadMail.Header;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Takes a MIME message apart; what cannot be read is left out and the rest is shown. */
final class MailReader {

  private @Nullable String text;
  private @Nullable String html;
  private final List<Attachment> attachments = new ArrayList<>();
  private final List<byte[]> contents = new ArrayList<>();

  private MailReader() {}

  static ReadMail read(byte[] raw) {
    try {
      MimeMessage message = parse(raw);
      MailReader reader = new MailReader();
      reader.take(message);
      return new ReadMail(
          header(message, "Subject"),
          header(message, "From"),
          header(message, "To"),
          headers(message),
          reader.text,
          reader.html,
          reader.attachments);
    } catch (MessagingException | IOException e) {
      return new ReadMail("(unreadable: " + e + ")", "", "", List.of(), null, null, List.of());
    }
  }

  /** The decoded bytes of an attachment that {@link #read} has listed. */
  static byte[] attachment(byte[] raw, int number) {
    try {
      MailReader reader = new MailReader();
      reader.take(parse(raw));
      return reader.contents.get(number - 1);
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException("An attachment could be read before, but not now", e);
    }
  }

  private static MimeMessage parse(byte[] raw) throws MessagingException {
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
  }

  private void take(Part part) throws MessagingException, IOException {
    String type = mediaType(part);
    String fileName = fileName(part);
    boolean file = fileName != null || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
    if (type.startsWith("multipart/") && part.getContent() instanceof Multipart multipart) {
      for (int i = 0; i < multipart.getCount(); i++) {
        BodyPart child = multipart.getBodyPart(i);
        take(child);
      }
    } else if (!file && type.equals("text/plain") && text == null) {
      text = decoded(part);
    } else if (!file && type.equals("text/html") && html == null) {
      html = decoded(part);
    } else {
      int number = attachments.size() + 1;
      String name = fileName == null ? "part-" + number : fileName;
      byte[] content = bytes(part);
      attachments.add(new Attachment(number, name, type, content.length));
      contents.add(content);
    }
  }

  private static String mediaType(Part part) throws MessagingException {
    try {
      return new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT);
    } catch (ParseException e) {
      return "application/octet-stream";
    }
  }

  private static @Nullable String fileName(Part part) throws MessagingException {
    String name = part.getFileName();
    return name == null ? null : decodeWords(name);
  }

  private static byte[] bytes(Part part) throws MessagingException, IOException {
    try (InputStream content = part.getInputStream()) {
      return content.readAllBytes();
    }
  }

  private static String decoded(Part part) throws MessagingException, IOException {
    return new String(bytes(part), charset(part));
  }

  private static Charset charset(Part part) {
    try {
      String name = new ContentType(part.getContentType()).getParameter("charset");
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
    } catch (MessagingException | IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static List<Header> headers(Part part) throws MessagingException {
    return Collections.list(part.getAllHeaders()).stream()
        .map(header -> new Header(header.getName(), decodeWords(unfold(header.getValue()))))
        .toList();
  }

  private static String header(MimeMessage message, String name) throws MessagingException {
    String value = message.getHeader(name, ", ");
    return value == null ? "" : decodeWords(unfold(value));
  }

  private static String unfold(String value) {
    return MimeUtility.unfold(value);
  }

  private static String decodeWords(String value) {
    try {
      return MimeUtility.decodeText(value);
    } catch (UnsupportedEncodingException e) {
      return value;
    }
  }
}
