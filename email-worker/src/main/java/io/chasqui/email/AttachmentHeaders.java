package io.chasqui.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.HeaderTokenizer;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;

/**
 * Names an attachment in any language: by RFC 2231 in Content-Disposition, and by RFC 2047 in
 * Content-Type for clients that do not know RFC 2231. No library call writes this pair.
 */
final class AttachmentHeaders {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private AttachmentHeaders() {}

  static void write(MimeBodyPart part, HeaderValue fileName, String contentType)
      throws MessagingException {
    ParameterList parameters = new ParameterList();
    parameters.set("filename", fileName.value(), UTF_8);
    part.setHeader(
        "Content-Disposition", new ContentDisposition("attachment", parameters).toString());
    part.setHeader("Content-Type", contentType + ";\r\n name=" + quotedName(fileName.value()));
  }

  private static String quotedName(String name) {
    try {
      String encoded = MimeUtility.encodeText(name, UTF_8, "B");
      // Encoded words stand one on a line: a long name would break the limit of 998 characters.
      return encoded.equals(name)
          ? MimeUtility.quote(name, HeaderTokenizer.MIME)
          : '"' + encoded.replace(" ", "\r\n ") + '"';
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every JDK has UTF-8", e);
    }
  }
}
