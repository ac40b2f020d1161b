package io.chasqui.server.alert.web;

import static io.chasqui.server.access.AccessRule.key;
import static io.chasqui.server.key.Scope.READ;
import static org.springframework.http.HttpMethod.GET;

import io.chasqui.server.access.Access;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Alerts are looked at. */
@Configuration(proxyBeanMethods = false)
class AlertWebConfiguration {

  @Bean
  Access alertAccess() {
    return Access.of(key(GET, "/api/alerts", READ));
  }
}
