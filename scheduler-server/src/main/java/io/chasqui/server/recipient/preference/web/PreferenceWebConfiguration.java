package io.chasqui.server.recipient.preference.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.READ;
import static io.chasqui.server.api.access.Scope.RECIPIENTS;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PUT;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.request.BodySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PreferenceWebConfiguration {

  @Bean
  Access preferenceAccess(BodySettings bodies) {
    return Access.of(
        key(GET, PreferenceController.ADDRESS, READ, RECIPIENTS),
        key(PUT, PreferenceController.ADDRESS, RECIPIENTS).maxBody(bodies.maxRequestSize()),
        key(GET, PreferenceController.SPANISH, READ, RECIPIENTS),
        key(PUT, PreferenceController.SPANISH, RECIPIENTS).maxBody(bodies.maxRequestSize()));
  }
}
