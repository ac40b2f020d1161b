package io.chasqui.server.status.alert.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.READ;
import static org.springframework.http.HttpMethod.GET;

import io.chasqui.contract.alert.AlertView;
import io.chasqui.server.api.access.Access;
import io.chasqui.server.status.alert.AlertKinds;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Alerts are looked at. */
@Configuration(proxyBeanMethods = false)
class AlertWebConfiguration {

  @Bean
  Access alertAccess() {
    return Access.of(key(GET, "/api/alerts", READ));
  }

  /** Which there are is known to the features alone. */
  @Bean
  OpenApiCustomizer kindsOfAlerts(AlertKinds kinds) {
    return api -> {
      Schema<?> view = api.getComponents().getSchemas().get(AlertView.class.getSimpleName());
      @SuppressWarnings("unchecked")
      Schema<Object> kind =
          (Schema<Object>)
              Objects.requireNonNull(Objects.requireNonNull(view).getProperties().get("kind"));
      kind.setEnum(List.copyOf(kinds.names()));
    };
  }
}
