package io.chasqui.server.api.problem;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.context.MessageSourceProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

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
    AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
    resolver.setSupportedLocales(
        List.of(Locale.ENGLISH, Locale.forLanguageTag("es"), Locale.forLanguageTag("ru")));
    resolver.setDefaultLocale(Locale.ENGLISH);
    return resolver;
  }
}
