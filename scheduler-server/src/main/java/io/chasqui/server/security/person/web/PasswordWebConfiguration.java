package io.chasqui.server.security.person.web;

import io.chasqui.platform.request.BodyLimit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page has a form. */
@Configuration(proxyBeanMethods = false)
class PasswordWebConfiguration {

  @Bean
  BodyLimit chosenPassword() {
    return BodyLimit.ofForms("/password");
  }
}
