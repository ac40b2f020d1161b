package io.chasqui.email;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.link.UnsubscribeLinks;
import io.chasqui.worker.report.ReportReader;
import io.chasqui.worker.report.ReportReaders;
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
  EmailRelays emailRelays(EmailSettings settings) {
    EmailRelays relays = new EmailRelays(EmailRelay.all(settings));
    relays.inOrder().forEach(EmailConfiguration::tell);
    return relays;
  }

  /** All have the same sender. */
  @Bean
  EmailAccount emailAccount(EmailRelays relays) {
    return relays.inOrder().get(0).account();
  }

  @Bean
  ReportReader reportReader(ReportReaders readers, EmailSettings settings) {
    return readers.reader(Channel.EMAIL, new Base64Lines(), settings.maxAttachmentSize());
  }

  @Bean
  MailComposer mailComposer(
      EmailSettings settings, EmailAccount account, Clock clock, UnsubscribeLinks links) {
    return new MailComposer(account, HtmlLayout.of(settings.layout()), clock, links);
  }

  private static void tell(EmailRelay relay) {
    EmailAccount account = relay.account();
    String tls = account.tls().name().toLowerCase(Locale.ROOT);
    log.info("Mail goes to {}:{} with tls={}", account.host(), account.port(), tls);
    if (account.tls().allowsPlainText() && !EmailAccount.isLoopback(account.host())) {
      log.warn(
          "{}.tls={} is unsafe: reports and addresses may travel to {} in clear, where anyone on"
              + " the way can read and change them. Set it to required or implicit.",
          relay.prefix(),
          tls,
          account.host());
    }
  }
}
