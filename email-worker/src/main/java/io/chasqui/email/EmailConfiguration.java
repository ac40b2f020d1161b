package io.chasqui.email;

import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageSettings;
import io.chasqui.worker.report.ReportReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
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
  MailComposer mailComposer(EmailSettings settings, EmailAccount account, Clock clock) {
    return new MailComposer(account, HtmlLayout.of(settings.layout()), clock);
  }
}
