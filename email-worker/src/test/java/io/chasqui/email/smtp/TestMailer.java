package io.chasqui.email.smtp;

import io.chasqui.delivery.AttemptJournal;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Provider;
import io.chasqui.email.ComposedMail;
import io.chasqui.email.EmailAccount;
import io.chasqui.email.EmailSettings;
import io.chasqui.email.Mailer;
import io.chasqui.platform.trace.Traces;
import io.chasqui.testing.TestJournal;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The real mailer, without Spring. */
public final class TestMailer implements Mailer, AutoCloseable {

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final SmtpConnections connections;

  public TestMailer(EmailSettings settings, Clock clock) {
    SmtpConnector connector =
        new SmtpConnector(settings, EmailAccount.of(settings), clock, Traces.carried());
    AttemptDeadlines deadlines =
        new AttemptDeadlines(settings.attemptTimeout(), settings.writeTimeout());
    deadlines.lookWith(timer);
    this.connections =
        new SmtpConnections(
            new Provider("smtp:test"),
            settings,
            new PooledConnections(connector, settings),
            deadlines);
  }

  @Override
  public Provider provider() {
    return connections.provider();
  }

  Outcome submit(ComposedMail mail) {
    return submit(mail, new TestJournal());
  }

  @Override
  public Outcome submit(ComposedMail mail, AttemptJournal journal) {
    return connections.submit(mail, journal);
  }

  int busy() {
    return connections.busy();
  }

  @Override
  public void close() {
    connections.close();
    timer.shutdownNow();
  }
}
