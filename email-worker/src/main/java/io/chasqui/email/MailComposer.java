package io.chasqui.email;

import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.link.UnsubscribeLinks;
import io.chasqui.worker.report.Report;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Makes the mail of a delivery: text and HTML side by side, and the report, if any, as a PDF. */
public final class MailComposer {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  private static final byte[] NOTHING = {};

  private final EmailAccount account;
  private final HtmlLayout layout;
  private final Clock clock;
  private final UnsubscribeLinks links;

  MailComposer(EmailAccount account, HtmlLayout layout, Clock clock, UnsubscribeLinks links) {
    this.account = account;
    this.layout = layout;
    this.clock = clock;
    this.links = links;
  }

  /**
   * A mail with its report.
   *
   * @throws IllegalArgumentException when subject or attachment name would break the headers
   */
  public ComposedMail compose(ClaimedDelivery delivery, EmailAddress recipient, Report report) {
    HeaderValue fileName = new HeaderValue(String.valueOf(delivery.attachmentName()));
    String parts = boundary("parts", delivery);
    MimeLines head = headers(delivery, recipient).multipart("mixed", parts).boundary(parts);
    texts(head, delivery).boundary(parts).attachment(fileName, "application/pdf");
    return new ComposedMail(
        recipient,
        messageId(delivery),
        head.bytes(),
        report.content(),
        new MimeLines().lastBoundary(parts).bytes());
  }

  /**
   * A mail of text alone.
   *
   * @throws IllegalArgumentException when the subject would break the headers
   */
  public ComposedMail compose(ClaimedDelivery delivery, EmailAddress recipient) {
    MimeLines mail = texts(headers(delivery, recipient), delivery);
    return new ComposedMail(recipient, messageId(delivery), mail.bytes(), NOTHING, NOTHING);
  }

  private MimeLines headers(ClaimedDelivery delivery, EmailAddress recipient) {
    MimeLines headers =
        new MimeLines()
            .header("Date", DATE.format(clock.instant().atZone(clock.getZone())))
            .address("From", account.from())
            .header("To", recipient.wireForm())
            .header("Message-ID", messageId(delivery))
            .words("Subject", new HeaderValue(subject(delivery)))
            .header("X-Correlation-Id", delivery.correlationId().value())
            // Keeps out-of-office answers away, RFC 3834.
            .header("Auto-Submitted", "auto-generated")
            .header("MIME-Version", "1.0");
    unsubscribeLink(delivery).ifPresent(link -> unsubscribe(headers, link));
    return headers;
  }

  /** One click, RFC 8058: mail programs show a button of their own. */
  private static void unsubscribe(MimeLines headers, String link) {
    headers
        .header("List-Unsubscribe", "<" + link + ">")
        .header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
  }

  /** The text, as such and as a page. */
  private MimeLines texts(MimeLines mail, ClaimedDelivery delivery) {
    String texts = boundary("texts", delivery);
    String text = text(delivery);
    String html =
        delivery.html() == null ? layout.render(subject(delivery), text) : delivery.html();
    return mail.multipart("alternative", texts)
        .boundary(texts)
        .text("plain", text)
        .boundary(texts)
        .text("html", html)
        .lastBoundary(texts);
  }

  /** Empty where nobody can, or may. */
  private Optional<String> unsubscribeLink(ClaimedDelivery delivery) {
    return delivery.mayUnsubscribe() ? links.of(delivery.id()) : Optional.empty();
  }

  private String messageId(ClaimedDelivery delivery) {
    return "<" + delivery.id() + "@" + account.messageIdDomain() + ">";
  }

  /** Who writes a text does not know the delivery's id, so that no text holds a boundary. */
  private static String boundary(String of, ClaimedDelivery delivery) {
    return "=_" + of + "_" + delivery.id();
  }

  private static String subject(ClaimedDelivery delivery) {
    String subject = delivery.subject();
    return subject == null || subject.isBlank() ? "Report " + delivery.reportId() : subject;
  }

  private static String text(ClaimedDelivery delivery) {
    return delivery.message().isBlank()
        ? "Please find the report " + delivery.reportId() + " attached."
        : delivery.message();
  }
}
