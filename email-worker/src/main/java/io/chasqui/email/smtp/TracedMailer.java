package io.chasqui.email.smtp;

import io.chasqui.delivery.AttemptJournal;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Provider;
import io.chasqui.email.ComposedMail;
import io.chasqui.email.EmailAccount;
import io.chasqui.email.Mailer;
import io.chasqui.platform.trace.SpanAttributes;
import io.chasqui.platform.trace.TracedWork;
import io.chasqui.platform.trace.Traces;
import io.opentelemetry.api.trace.SpanKind;

/** Makes each mail's way to the server a span, with the wait for a connection. */
final class TracedMailer implements Mailer {

  private final Mailer mailer;
  private final EmailAccount account;
  private final Traces traces;

  TracedMailer(Mailer mailer, EmailAccount account, Traces traces) {
    this.mailer = mailer;
    this.account = account;
    this.traces = traces;
  }

  @Override
  public Provider provider() {
    return mailer.provider();
  }

  @Override
  public Outcome submit(ComposedMail mail, AttemptJournal journal) {
    try (TracedWork sending = traces.begin("SMTP send", SpanKind.CLIENT)) {
      sending
          .with(SpanAttributes.SERVER_ADDRESS, account.host())
          .with(SpanAttributes.SERVER_PORT, (long) account.port());
      Outcome outcome = mailer.submit(mail, journal);
      if (!(outcome instanceof Outcome.Delivered)) {
        sending.failed(String.valueOf(outcome.code()));
      }
      return outcome;
    }
  }
}
