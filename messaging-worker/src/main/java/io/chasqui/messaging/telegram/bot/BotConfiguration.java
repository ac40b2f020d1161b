package io.chasqui.messaging.telegram.bot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.delivery.suppression.HashKeys;
import io.chasqui.delivery.suppression.Suppressions;
import io.chasqui.messaging.telegram.TelegramApi;
import io.chasqui.messaging.telegram.TelegramIsOn;
import io.chasqui.messaging.telegram.TelegramSettings;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@Conditional(TelegramIsOn.class)
class BotConfiguration {

  /** The key of the hashes is looked for at the start: without it nobody could say stop. */
  @Bean
  StoppedChats stoppedChats(HashKeys keys, PhoneNumbers phoneNumbers, Suppressions suppressions) {
    return new StoppedChats(keys.hashes(), phoneNumbers, suppressions);
  }

  @Bean
  BotPoller botPoller(
      DataSource dataSource,
      TelegramSettings settings,
      ObjectMapper json,
      Conversation conversation) {
    TelegramApi api = TelegramApi.forPolling(settings, json);
    return new BotPoller(
        dataSource,
        settings.requiredToken().botId(),
        api,
        new UpdateReader(api, conversation, settings.polling().pollTimeout()),
        settings.polling().enabled());
  }
}
