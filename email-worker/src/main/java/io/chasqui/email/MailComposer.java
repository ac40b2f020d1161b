package io.chasqui.email;

import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.report.Report;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;

/** Makes the message of a delivery: text and HTML side by side, and the report as a PDF. */
final class MailComposer {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final String PDF = "application/pdf";

  private final EmailAccount account;
  private final HtmlLayout layout;
  private final Clock clock;

  MailComposer(EmailAccount account, HtmlLayout layout, Clock clock) {
    this.account = account;
    this.layout = layout;
    this.clock = clock;
  }

  /**
   * @throws IllegalArgumentException when subject or attachment name would break the headers
   */
  MimeMessage compose(ClaimedDelivery delivery, InternetAddress recipient, Report report) {
    String correlationId = delivery.correlationId().value();
    HeaderValue subject = new HeaderValue(subject(delivery));
    String text = text(delivery);
    ReportMail mail =
        new ReportMail(
            new HeaderValue("<" + delivery.id() + "@" + account.messageIdDomain() + ">"));
    try {
      mail.setFrom(account.from());
      mail.setRecipient(Message.RecipientType.TO, recipient);
      mail.setSubject(subject.value(), UTF_8);
      mail.setSentDate(Date.from(clock.instant()));
      mail.setHeader("X-Correlation-Id", new HeaderValue(correlationId).value());
      // Keeps out-of-office answers away, RFC 3834.
      mail.setHeader("Auto-Submitted", "auto-generated");
      mail.setContent(
          new MimeMultipart(
              "mixed",
              alternatives(text, layout.render(subject.value(), text)),
              attachment(new HeaderValue(delivery.attachmentName()), report)));
      mail.saveChanges();
      return mail;
    } catch (MessagingException e) {
      throw new IllegalStateException("the message could not be made", e);
    }
  }

  private static String subject(ClaimedDelivery delivery) {
    String subject = delivery.subject();
    return subject == null || subject.isBlank() ? "Report " + delivery.correlationId() : subject;
  }

  private static String text(ClaimedDelivery delivery) {
    String text =
        delivery.message().isBlank()
            ? "Please find the report " + delivery.correlationId() + " attached."
            : delivery.message();
    return text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
  }

  private static MimeBodyPart alternatives(String text, String html) throws MessagingException {
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(text, UTF_8, "plain");
    MimeBodyPart formatted = new MimeBodyPart();
    formatted.setText(html, UTF_8, "html");
    MimeBodyPart both = new MimeBodyPart();
    both.setContent(new MimeMultipart("alternative", plain, formatted));
    return both;
  }

  private static MimeBodyPart attachment(HeaderValue name, Report report)
      throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(report.content(), PDF)));
    AttachmentHeaders.write(part, name, PDF);
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }
}
