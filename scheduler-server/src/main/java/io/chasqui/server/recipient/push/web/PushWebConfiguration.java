package io.chasqui.server.recipient.push.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.RECIPIENTS;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.request.BodySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PushWebConfiguration {

  private static final String ONE = "/{subscriptionId}";

  @Bean
  Access pushSubscriptionAccess(BodySettings bodies) {
    return Access.of(
        key(POST, PushSubscriptionController.ADDRESS, RECIPIENTS).maxBody(bodies.maxRequestSize()),
        key(DELETE, PushSubscriptionController.ADDRESS + ONE, RECIPIENTS),
        key(POST, PushSubscriptionController.ALIAS, RECIPIENTS).maxBody(bodies.maxRequestSize()),
        key(DELETE, PushSubscriptionController.ALIAS + ONE, RECIPIENTS));
  }
}
