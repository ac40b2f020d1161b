package io.chasqui.email.smtp;

import io.chasqui.delivery.RetrySchedule;
import io.chasqui.email.EmailAccount;
import io.chasqui.email.EmailRelay;
import io.chasqui.email.EmailRelays;
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
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SmtpConfiguration {

  /** Column {@code channel_key} is so wide. */
  private static final int LONGEST_KEY = 200;

  /** While one thread for each server may wait for its answer, one ends late attempts. */
  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService smtpTimer(EmailRelays relays) {
    return Executors.newScheduledThreadPool(
        relays.inOrder().size() + 1,
        task -> {
          Thread thread = new Thread(task, "smtp-timer");
          thread.setDaemon(true);
          return thread;
        });
  }

  @Bean
  SmtpRelays smtpRelays(
      EmailSettings settings,
      EmailRelays relays,
      ScheduledExecutorService smtpTimer,
      Clock clock,
      MeterRegistry meters,
      Traces traces) {
    AttemptDeadlines deadlines =
        new AttemptDeadlines(settings.attemptTimeout(), settings.writeTimeout());
    deadlines.lookWith(smtpTimer);
    List<SmtpConnectionPool> pools =
        relays.inOrder().stream()
            .map(relay -> connections(relay, deadlines, clock, traces))
            .toList();
    pools.forEach(pool -> pool.checkWith(smtpTimer));
    SmtpRelays all = new SmtpRelays(pools);
    Gauge.builder("chasqui.email.connections", all, one -> one.sum(SmtpConnectionPool::open))
        .description("Open SMTP connections")
        .register(meters);
    Gauge.builder("chasqui.email.connections.busy", all, one -> one.sum(SmtpConnectionPool::busy))
        .description("SMTP connections that carry a mail right now")
        .register(meters);
    return all;
  }

  private static SmtpConnectionPool connections(
      EmailRelay relay, AttemptDeadlines deadlines, Clock clock, Traces traces) {
    EmailAccount account = relay.account();
    return new SmtpConnectionPool(
        new Provider(key(account)),
        relay.settings(),
        account,
        new SmtpConnectionFactory(relay.settings(), account, clock, traces),
        deadlines,
        traces);
  }

  @Bean
  ChannelAdapter emailSender(
      EmailSettings settings,
      StorageSettings storage,
      ReportReader reports,
      MailComposer composer,
      SmtpRelays smtpRelays) {
    double rate = settings.rate() == null ? Double.POSITIVE_INFINITY : settings.rate();
    return new EmailSender(reports, composer, smtpRelays, policy(settings, storage), rate);
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
   * Longer than the longest attempt, which may go to one server after the other: waiting for
   * another thread that reads the same report, reading it, waiting for memory, waiting for a free
   * connection, fetching two tokens, and the mail itself, which is cut off in time.
   */
  static Duration lease(EmailSettings settings, StorageSettings storage) {
    return storage
        .longestRead()
        .multipliedBy(2)
        .plus(settings.readTimeout().multipliedBy(3))
        .plus(settings.connectTimeout())
        .plus(settings.attemptTimeout())
        .plus(storage.longestWait())
        .multipliedBy(Math.max(1, settings.relays().size()))
        .plus(settings.leaseMargin());
  }

  private static String key(EmailAccount account) {
    String port = ":" + account.port();
    return TextCut.to("smtp:" + account.host(), LONGEST_KEY - port.length()) + port;
  }
}
