package io.chasqui.server.delivery.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.MANAGE;
import static io.chasqui.server.api.access.Scope.READ;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.request.BodySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Of all decisions about one delivery one alone says more than its address. */
@Configuration(proxyBeanMethods = false)
class DeliveryWebConfiguration {

  @Bean
  Access deliveryAccess(BodySettings bodies) {
    return Access.of(
        key(GET, "/api/deliveries", READ),
        key(GET, "/api/deliveries/{id}", READ),
        key(GET, "/api/deliveries/{id}/content", READ),
        key(POST, "/api/deliveries/{id}/cancel", MANAGE),
        key(POST, "/api/deliveries/{id}/retry", MANAGE),
        key(POST, "/api/deliveries/{id}/confirm", MANAGE),
        key(POST, "/api/deliveries/{id}/reschedule", MANAGE).maxBody(bodies.maxRequestSize()),
        key(POST, "/api/deliveries/bulk/dry-run", MANAGE).maxBody(bodies.maxRequestSize()),
        key(POST, "/api/deliveries/bulk", MANAGE).maxBody(bodies.maxRequestSize()),
        key(GET, "/api/deliveries/bulk/{id}", MANAGE),
        key(GET, "/api/deliveries/bulk/{id}/refused", MANAGE),
        key(POST, "/api/deliveries/bulk/{id}/stop", MANAGE));
  }
}
