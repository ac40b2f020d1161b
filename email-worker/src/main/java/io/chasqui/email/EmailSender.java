package io.chasqui.email;

import io.chasqui.delivery.AttemptJournal;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliverySender;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.Reading;
import io.chasqui.report.ReportRead;
import io.chasqui.report.ReportRead.Found;
import io.chasqui.report.ReportRead.NotHad;
import io.chasqui.report.ReportReader;
import java.util.Optional;
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
    Reading<EmailAddress> address = EmailAddress.read(delivery.recipient().value());
    Optional<EmailAddress> found = address.found();
    return found.isPresent()
        ? send(delivery, found.get(), journal)
        : new PermanentFailure(
            FailureCode.RECIPIENT_REJECTED, "the recipient " + address.fault().words());
  }

  private Outcome send(ClaimedDelivery delivery, EmailAddress recipient, AttemptJournal journal) {
    if (delivery.attachmentName() == null) {
      return submit(() -> composer.compose(delivery, recipient), journal);
    }
    try (ReportRead read = reports.read(delivery.reportId())) {
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
}
