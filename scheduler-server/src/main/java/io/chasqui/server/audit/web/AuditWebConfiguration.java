package io.chasqui.server.audit.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.ADMIN;
import static org.springframework.http.HttpMethod.GET;

import io.chasqui.server.api.access.Access;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who acted from where is for those who decide who gets in. */
@Configuration(proxyBeanMethods = false)
class AuditWebConfiguration {

  @Bean
  Access auditAccess() {
    return Access.of(key(GET, "/api/audit", ADMIN));
  }
}
