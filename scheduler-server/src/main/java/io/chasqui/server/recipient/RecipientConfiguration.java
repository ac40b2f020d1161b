package io.chasqui.server.recipient;

import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.suppression.HashKeys;
import io.chasqui.platform.task.PeriodicTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecipientConfiguration {

  private static final Duration EVERY = Duration.ofMinutes(1);

  /** What was being sent when somebody was erased, or when a server died. */
  @Bean
  PeriodicTask pendingErasures(Erasures erasures) {
    return new PeriodicTask(
        EVERY, "Deliveries of recipients who were erased could not be emptied", erasures::runAll);
  }

  @Bean
  ChannelAddresses emailAddresses() {
    return ProfileAddresses.ofEmail();
  }

  @Bean
  ChannelAddresses smsAddresses() {
    return ProfileAddresses.ofSms();
  }

  @Bean
  ChannelAddresses telegramAddresses() {
    return ProfileAddresses.ofTelegram();
  }

  /** One for all that hash addresses, and with it for deliveries that are stored. */
  @Bean
  AddressHashes addressHashes(HashKeys keys) {
    return keys.hashes();
  }
}
