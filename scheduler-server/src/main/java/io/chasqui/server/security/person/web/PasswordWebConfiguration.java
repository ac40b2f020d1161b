package io.chasqui.server.security.person.web;

import static io.chasqui.server.api.access.AccessRule.newcomer;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page has a form. */
@Configuration(proxyBeanMethods = false)
class PasswordWebConfiguration {

  @Bean
  Access passwordAccess() {
    return Access.of(newcomer(GET, "/password"), newcomer(POST, "/password").forms());
  }
}
