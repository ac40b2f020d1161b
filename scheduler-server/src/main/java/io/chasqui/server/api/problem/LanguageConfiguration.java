package io.chasqui.server.api.problem;

import org.springframework.boot.autoconfigure.context.MessageSourceProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;

/** The languages that callers are answered in, and where the texts are. */
@Configuration(proxyBeanMethods = false)
class LanguageConfiguration {

  /** As Spring Boot makes it of {@code spring.messages}, but for the arguments and the names. */
  @Bean
  PlainMessages messageSource(MessageSourceProperties properties) {
    PlainMessages messages = new PlainMessages();
    messages.setBasenames(Bundles.names().toArray(String[]::new));
    messages.setDefaultEncoding(properties.getEncoding().name());
    messages.setFallbackToSystemLocale(properties.isFallbackToSystemLocale());
    messages.setAlwaysUseMessageFormat(properties.isAlwaysUseMessageFormat());
    return messages;
  }

  @Bean
  @ConfigurationProperties("spring.messages")
  MessageSourceProperties messageSourceProperties() {
    return new MessageSourceProperties();
  }

  @Bean
  LocaleResolver localeResolver() {
    return new ChosenLanguage();
  }
}
