package io.chasqui.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** A message that keeps the Message-ID it was given, so that a second copy can be recognised. */
final class ReportMail extends MimeMessage {

  private static final Session WITHOUT_SERVER = Session.getInstance(new Properties());

  private final String messageId;

  /**
   * @param messageId with angle brackets
   */
  ReportMail(HeaderValue messageId) {
    super(WITHOUT_SERVER);
    this.messageId = messageId.value();
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
