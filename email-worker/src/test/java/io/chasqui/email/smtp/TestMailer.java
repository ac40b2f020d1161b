package io.chasqui.email.smtp;

import io.chasqui.delivery.Outcome;
import io.chasqui.email.EmailAccount;
import io.chasqui.email.EmailSettings;
import io.chasqui.email.Mailer;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The real mailer, without Spring. */
public final class TestMailer implements Mailer, AutoCloseable {

  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private final SmtpConnections connections;

  public TestMailer(EmailSettings settings, Clock clock) {
    SmtpConnector connector = new SmtpConnector(settings, EmailAccount.of(settings), timers, clock);
    this.connections =
        new SmtpConnections(
            "smtp:test", settings, new PooledConnections(connector, settings), timers);
  }

  @Override
  public String key() {
    return connections.key();
  }

  @Override
  public Outcome submit(MimeMessage message, InternetAddress recipient) {
    return connections.submit(message, recipient);
  }

  int busy() {
    return connections.busy();
  }

  @Override
  public void close() {
    connections.close();
    timers.shutdownNow();
  }
}
