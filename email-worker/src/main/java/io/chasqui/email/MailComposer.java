package io.chasqui.email;

import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.report.Report;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Makes the mail of a delivery: text and HTML side by side, and the report as a PDF. */
final class MailComposer {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

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
  ReportMail compose(ClaimedDelivery delivery, InternetAddress recipient, Report report) {
    String messageId = "<" + delivery.id() + "@" + account.messageIdDomain() + ">";
    HeaderValue subject = new HeaderValue(subject(delivery));
    // Who writes a text does not know the delivery's id, so that no text holds a boundary.
    String parts = "=_parts_" + delivery.id();
    String texts = "=_texts_" + delivery.id();
    String text = text(delivery);
    MimeLines head =
        new MimeLines()
            .header("Date", DATE.format(clock.instant().atZone(clock.getZone())))
            .address("From", account.from())
            .address("To", recipient)
            .header("Message-ID", messageId)
            .words("Subject", subject)
            .header("X-Correlation-Id", delivery.correlationId().value())
            // Keeps out-of-office answers away, RFC 3834.
            .header("Auto-Submitted", "auto-generated")
            .header("MIME-Version", "1.0")
            .multipart("mixed", parts)
            .boundary(parts)
            .multipart("alternative", texts)
            .boundary(texts)
            .text("plain", text)
            .boundary(texts)
            .text("html", layout.render(subject.value(), text))
            .lastBoundary(texts)
            .boundary(parts)
            .attachment(new HeaderValue(delivery.attachmentName()), "application/pdf");
    return new ReportMail(
        recipient.getAddress(),
        messageId,
        head.bytes(),
        report.content(),
        new MimeLines().lastBoundary(parts).bytes());
  }

  private static String subject(ClaimedDelivery delivery) {
    String subject = delivery.subject();
    return subject == null || subject.isBlank() ? "Report " + delivery.correlationId() : subject;
  }

  private static String text(ClaimedDelivery delivery) {
    return delivery.message().isBlank()
        ? "Please find the report " + delivery.correlationId() + " attached."
        : delivery.message();
  }
}
