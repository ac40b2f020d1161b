package io.chasqui.server.plainemail.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.SCHEDULE;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.request.BodySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** As large as what schedules a report. */
@Configuration(proxyBeanMethods = false)
class NotifyWebConfiguration {

  @Bean
  Access notifyAccess(BodySettings bodies) {
    return Access.of(
        key(POST, "/api/notify", SCHEDULE).orWithSlash().maxBody(bodies.maxRequestSize()));
  }
}
