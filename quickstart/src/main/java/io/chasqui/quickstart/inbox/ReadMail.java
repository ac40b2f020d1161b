package io.chasqui.quickstart.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail's content, decoded.
 *
 * @param headers in their order, decoded
 * @param text the plain text, if there is one
 * @param html the HTML, if there is some; not to be trusted
 */
record ReadMail(
    String subject,
    String from,
    String to,
    List<Header> headers,
    @Nullable String text,
    @Nullable String html,
    List<Attachment> attachments) {

  ReadMail {
    headers = List.copyOf(headers);
    attachments = List.copyOf(attachments);
  }

  record Header(String name, String value) {}

  /**
   * A part that is a file.
   *
   * @param number counts from 1
   * @param contentType without parameters, in lower case
   * @param size decoded, bytes
   */
  record Attachment(int number, String fileName, String contentType, int size) {}
}
