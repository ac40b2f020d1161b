package io.chasqui.email.smtp;

import chasqui.testapp.TestPolicies;
import io.chasqui.delivery.Outcome;
import io.chasqui.email.ComposedMail;
import io.chasqui.email.EmailAccount;
import io.chasqui.email.EmailSettings;
import io.chasqui.email.TestEmail;
import io.chasqui.platform.trace.Traces;
import io.chasqui.testing.TestJournal;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.Provider;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.util.unit.DataSize;

/** The real mailer, without Spring. */
public final class TestMailer implements AutoCloseable {

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final EmailSettings settings;
  private final SmtpConnectionPool connections;

  public TestMailer(EmailSettings settings, Clock clock) {
    this.settings = settings;
    EmailAccount account = EmailAccount.of(settings);
    SmtpConnectionFactory connector =
        new SmtpConnectionFactory(settings, account, clock, Traces.carried());
    AttemptDeadlines deadlines =
        new AttemptDeadlines(settings.attemptTimeout(), settings.writeTimeout());
    deadlines.lookWith(timer);
    this.connections =
        new SmtpConnectionPool(
            new Provider("smtp:test"), settings, account, connector, deadlines, Traces.carried());
  }

  public Provider provider() {
    return connections.provider();
  }

  /** The channel as a worker asks it, with the one report of {@link TestEmail}. */
  public ChannelAdapter sender() {
    return sender(settings.maxAttachmentSize());
  }

  /**
   * @param limit the largest report that is sent
   */
  public ChannelAdapter sender(DataSize limit) {
    return new EmailSender(
        TestEmail.reports(limit),
        TestEmail.composer(settings),
        new SmtpRelays(List.of(connections)),
        TestPolicies.ONE_TRY,
        Double.POSITIVE_INFINITY);
  }

  Outcome submit(ComposedMail mail) {
    return submit(mail, new TestJournal());
  }

  Outcome submit(ComposedMail mail, AttemptJournal journal) {
    return connections.submit(mail, journal);
  }

  /** Looks at idle connections, as is done every few seconds. */
  void check() {
    connections.check();
  }

  int open() {
    return connections.open();
  }

  int waiting() {
    return connections.waiting();
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
