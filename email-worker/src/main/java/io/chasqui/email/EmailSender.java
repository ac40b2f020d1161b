package io.chasqui.email;

import io.chasqui.delivery.AttemptJournal;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliverySender;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.report.ReportRead;
import io.chasqui.report.ReportRead.Found;
import io.chasqui.report.ReportRead.NotHad;
import io.chasqui.report.ReportReader;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.function.Supplier;

/** One attempt at an e-mail: the address, the report, the message, and only then the server. */
final class EmailSender implements DeliverySender {

  private final ReportReader reports;
  private final MailComposer composer;
  private final Mailer mailer;

  EmailSender(ReportReader reports, MailComposer composer, Mailer mailer) {
    this.reports = reports;
    this.composer = composer;
    this.mailer = mailer;
  }

  @Override
  public String channelKey() {
    return mailer.key();
  }

  @Override
  public Outcome send(ClaimedDelivery delivery, AttemptJournal journal) {
    InternetAddress recipient;
    try {
      recipient = MailAddress.parse(delivery.recipient().value());
    } catch (AddressException e) {
      return new PermanentFailure(
          FailureCode.RECIPIENT_REJECTED, "not an e-mail address that can be used: " + reason(e));
    }
    if (delivery.attachmentName() == null) {
      return submit(() -> composer.compose(delivery, recipient), journal);
    }
    try (ReportRead read = reports.read(delivery.correlationId())) {
      return read instanceof Found found
          ? submit(() -> composer.compose(delivery, recipient, found.report()), journal)
          : ((NotHad) read).outcome();
    }
  }

  private Outcome submit(Supplier<ComposedMail> composed, AttemptJournal journal) {
    ComposedMail mail;
    try {
      mail = composed.get();
    } catch (IllegalArgumentException e) {
      return new PermanentFailure(
          EmailFailure.MESSAGE_REJECTED,
          "the subject or the attachment's name holds control characters");
    }
    return mailer.submit(mail, journal);
  }

  /** Without the address, which the exception's own text holds. */
  private static String reason(AddressException e) {
    return e.getRef() == null ? String.valueOf(e.getMessage()) : "malformed";
  }
}
