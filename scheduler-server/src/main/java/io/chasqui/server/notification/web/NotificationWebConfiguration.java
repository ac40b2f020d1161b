package io.chasqui.server.notification.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.MANAGE;
import static io.chasqui.server.api.access.Scope.READ;
import static io.chasqui.server.api.access.Scope.SCHEDULE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.access.AccessRule;
import io.chasqui.server.api.request.BodySettings;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Who may have events told, and who may look. */
@Configuration(proxyBeanMethods = false)
class NotificationWebConfiguration {

  @Bean
  Access notificationAccess(BodySettings bodies) {
    DataSize largest = bodies.maxRequestSize();
    return new Access(
        Stream.of(NotificationController.ADDRESS, NotificationController.SPANISH)
            .flatMap(address -> rules(address, largest))
            .toList());
  }

  private static Stream<AccessRule> rules(String address, DataSize largest) {
    String one = address + "/{id}";
    return Stream.of(
        key(POST, address, SCHEDULE).maxBody(largest),
        key(GET, address, READ),
        key(GET, one, READ),
        key(GET, one + "/decisions", READ),
        key(GET, one + "/decisiones", READ),
        key(POST, one + "/retry", MANAGE),
        key(POST, one + "/reintentar", MANAGE),
        key(POST, one + "/cancel", MANAGE),
        key(POST, one + "/cancelar", MANAGE),
        key(POST, one + "/delivered", MANAGE).maxBody(largest),
        key(POST, one + "/entregada", MANAGE).maxBody(largest),
        key(POST, address + "/dry-run", READ).maxBody(largest),
        key(POST, address + "/simulacion", READ).maxBody(largest));
  }
}
