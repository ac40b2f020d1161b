package io.chasqui.server.notification.broker.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.access.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class DeadLetterWebConfiguration {

  private static final DataSize LARGEST = DataSize.ofKilobytes(4);

  @Bean
  Access deadLetterAccess() {
    return Access.of(
        key(GET, DeadLetterController.LETTERS, Scope.READ),
        key(GET, DeadLetterController.SPANISH_LETTERS, Scope.READ),
        key(POST, DeadLetterController.REQUEUE, Scope.MANAGE).maxBody(LARGEST),
        key(POST, DeadLetterController.SPANISH_REQUEUE, Scope.MANAGE).maxBody(LARGEST));
  }
}
