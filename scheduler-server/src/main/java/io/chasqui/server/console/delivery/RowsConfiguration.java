package io.chasqui.server.console.delivery;

import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.VIEWER;
import static org.springframework.http.HttpMethod.GET;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.console.live.LiveSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists that are open are told that a delivery may have changed. */
@Configuration(proxyBeanMethods = false)
class RowsConfiguration {

  @Bean
  Access liveRowsAccess() {
    return Access.of(person(GET, RowsController.PATH, VIEWER));
  }

  /** Something was written, and by each list that is open it is asked by its ids what that was. */
  @Bean
  LiveSource changesOfDeliveries(JdbcClient jdbc) {
    return () ->
        Map.of(
            "deliveries",
            jdbc.sql("SELECT pg_current_snapshot()::text").query(String.class).single());
  }
}
