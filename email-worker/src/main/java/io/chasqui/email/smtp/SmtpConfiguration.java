package io.chasqui.email.smtp;

import io.chasqui.delivery.RetrySchedule;
import io.chasqui.email.EmailAccount;
import io.chasqui.email.EmailSettings;
import io.chasqui.email.MailComposer;
import io.chasqui.platform.TextCut;
import io.chasqui.platform.trace.Traces;
import io.chasqui.report.StorageSettings;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.Provider;
import io.chasqui.worker.report.ReportReader;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SmtpConfiguration {

  /** Column {@code channel_key} is so wide. */
  private static final int LONGEST_KEY = 200;

  /** Of two threads: one may wait for a server's answer while the other ends late attempts. */
  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService smtpTimer() {
    return Executors.newScheduledThreadPool(
        2,
        task -> {
          Thread thread = new Thread(task, "smtp-timer");
          thread.setDaemon(true);
          return thread;
        });
  }

  @Bean
  SmtpConnectionPool smtpConnections(
      EmailSettings settings,
      EmailAccount account,
      ScheduledExecutorService smtpTimer,
      Clock clock,
      MeterRegistry meters,
      Traces traces) {
    SmtpConnectionFactory connector = new SmtpConnectionFactory(settings, account, clock, traces);
    AttemptDeadlines deadlines =
        new AttemptDeadlines(settings.attemptTimeout(), settings.writeTimeout());
    deadlines.lookWith(smtpTimer);
    SmtpConnectionPool connections =
        new SmtpConnectionPool(
            new Provider(key(account)), settings, account, connector, deadlines, traces);
    connections.checkWith(smtpTimer);
    Gauge.builder("chasqui.email.connections", connections, SmtpConnectionPool::open)
        .description("Open SMTP connections")
        .register(meters);
    Gauge.builder("chasqui.email.connections.busy", connections, SmtpConnectionPool::busy)
        .description("SMTP connections that carry a mail right now")
        .register(meters);
    return connections;
  }

  @Bean
  ChannelAdapter emailSender(
      EmailSettings settings,
      StorageSettings storage,
      ReportReader reports,
      MailComposer composer,
      SmtpConnectionPool smtpConnections) {
    return new EmailSender(reports, composer, smtpConnections, policy(settings, storage));
  }

  private static ChannelPolicy policy(EmailSettings settings, StorageSettings storage) {
    return new ChannelPolicy(
        new RetrySchedule(settings.retrySchedule()),
        settings.channelFaultPause(),
        settings.unknownResendAfter(),
        settings.readTimeout(),
        lease(settings, storage));
  }

  /**
   * Longer than the longest attempt: waiting for another thread that reads the same report, reading
   * it, waiting for memory, waiting for a free connection, fetching two tokens, and the mail
   * itself, which is cut off in time.
   */
  static Duration lease(EmailSettings settings, StorageSettings storage) {
    return storage
        .longestRead()
        .multipliedBy(2)
        .plus(settings.readTimeout().multipliedBy(3))
        .plus(settings.connectTimeout())
        .plus(settings.attemptTimeout())
        .plus(storage.longestWait())
        .plus(settings.leaseMargin());
  }

  private static String key(EmailAccount account) {
    String port = ":" + account.port();
    return TextCut.to("smtp:" + account.host(), LONGEST_KEY - port.length()) + port;
  }
}
