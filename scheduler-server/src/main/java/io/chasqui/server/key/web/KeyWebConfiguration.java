package io.chasqui.server.key.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.ADMIN;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class KeyWebConfiguration {

  /** Room for a name, some scopes and a time. */
  private static final DataSize LARGEST_BODY = DataSize.ofKilobytes(16);

  @Bean
  Access keyAccess() {
    return Access.of(
        key(POST, "/api/keys", ADMIN).maxBody(LARGEST_BODY),
        key(GET, "/api/keys", ADMIN),
        key(DELETE, "/api/keys/{id}", ADMIN));
  }
}
