package io.chasqui.server.recipient.suppression.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.READ;
import static io.chasqui.server.api.access.Scope.RECIPIENTS;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.request.BodySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SuppressionWebConfiguration {

  @Bean
  Access suppressionAccess(BodySettings bodies) {
    String address = SuppressionController.ADDRESS;
    return Access.of(
        key(GET, address, READ, RECIPIENTS),
        key(POST, address, RECIPIENTS).maxBody(bodies.maxRequestSize()),
        key(DELETE, address + "/{id}", RECIPIENTS));
  }
}
