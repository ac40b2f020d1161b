package io.chasqui.messaging.telegram.bot;

import com.fasterxml.jackson.databind.ObjectMapper;
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
