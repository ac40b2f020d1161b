package io.chasqui.email;

import io.chasqui.delivery.ChannelAdapter;
import io.chasqui.delivery.ChannelPolicy;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.platform.trace.Traces;
import io.chasqui.report.ReportReader;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EmailConfiguration {

  private static final Logger log = LoggerFactory.getLogger(EmailConfiguration.class);

  @Bean
  EmailAccount emailAccount(EmailSettings settings) {
    EmailAccount account = EmailAccount.of(settings);
    String tls = account.tls().name().toLowerCase(Locale.ROOT);
    log.info("Mail goes to {}:{} with tls={}", account.host(), account.port(), tls);
    if (account.tls().allowsPlainText() && !EmailAccount.isLoopback(account.host())) {
      log.warn(
          "chasqui.email.tls={} is unsafe: reports and addresses may travel to {} in clear, where"
              + " anyone on the way can read and change them. Set it to required or implicit.",
          tls,
          account.host());
    }
    return account;
  }

  @Bean
  ReportReader reportReader(
      ReportStorage storage,
      StorageSettings storageSettings,
      EmailSettings settings,
      MeterRegistry meters) {
    return new ReportReader(
        storage, new Base64Lines(), settings.maxAttachmentSize(), storageSettings, meters);
  }

  @Bean
  ChannelAdapter emailSender(
      EmailSettings settings,
      StorageSettings storage,
      EmailAccount account,
      ReportReader reports,
      Mailer mailer,
      Traces traces,
      Clock clock) {
    MailComposer composer = new MailComposer(account, HtmlLayout.of(settings.layout()), clock);
    return new EmailSender(
        reports, composer, new TracedMailer(mailer, account, traces), policy(settings, storage));
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
}
