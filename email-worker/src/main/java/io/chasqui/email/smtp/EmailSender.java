package io.chasqui.email.smtp;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.Reading;
import io.chasqui.email.ComposedMail;
import io.chasqui.email.EmailFailure;
import io.chasqui.email.MailComposer;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.Provider;
import io.chasqui.worker.report.ReportRead;
import io.chasqui.worker.report.ReportRead.Found;
import io.chasqui.worker.report.ReportRead.NotHad;
import io.chasqui.worker.report.ReportReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One attempt at an e-mail: the address, the report, the message, and only then the server. */
final class EmailSender implements ChannelAdapter {

  private final ReportReader reports;
  private final MailComposer composer;
  private final SmtpRelays relays;
  private final ChannelPolicy policy;
  private final double mostPerSecond;

  /**
   * @param mostPerSecond mails that one server is given
   */
  EmailSender(
      ReportReader reports,
      MailComposer composer,
      SmtpRelays relays,
      ChannelPolicy policy,
      double mostPerSecond) {
    this.reports = reports;
    this.composer = composer;
    this.relays = relays;
    this.policy = policy;
    this.mostPerSecond = mostPerSecond;
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public ChannelPolicy policy() {
    return policy;
  }

  @Override
  public List<Provider> providers(String lane) {
    return relays.providers();
  }

  @Override
  public double mostPerSecond(Provider provider) {
    return mostPerSecond;
  }

  @Override
  public Outcome send(ClaimedDelivery delivery, Provider provider, AttemptJournal journal) {
    Reading<EmailAddress> address = delivery.recipient().emailAddress();
    Optional<EmailAddress> found = address.found();
    return found.isPresent()
        ? send(delivery, found.get(), relays.to(provider), journal)
        : new PermanentFailure(
            FailureCode.RECIPIENT_REJECTED, "the recipient " + address.fault().words());
  }

  private Outcome send(
      ClaimedDelivery delivery,
      EmailAddress recipient,
      SmtpConnectionPool relay,
      AttemptJournal journal) {
    if (delivery.attachmentName() == null) {
      return submit(() -> composer.compose(delivery, recipient), relay, journal);
    }
    try (ReportRead read = reports.read(delivery.reportId())) {
      return read instanceof Found found
          ? submit(() -> composer.compose(delivery, recipient, found.report()), relay, journal)
          : ((NotHad) read).outcome();
    }
  }

  private static Outcome submit(
      Supplier<ComposedMail> composed, SmtpConnectionPool relay, AttemptJournal journal) {
    ComposedMail mail;
    try {
      mail = composed.get();
    } catch (IllegalArgumentException e) {
      return new PermanentFailure(
          EmailFailure.MESSAGE_REJECTED,
          "the subject or the attachment's name holds control characters");
    }
    return relay.submit(mail, journal);
  }
}
