package io.chasqui.server.console.delivery.bulk;

import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.OPERATOR;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.console.ConsoleSection;
import io.chasqui.server.console.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Acts on many deliveries, for those who may begin one. */
@Configuration(proxyBeanMethods = false)
class BulkSection {

  static final String PATH = "/console/bulk";
  static final String NEW = PATH + "/new";
  static final String ID = "bulk";

  @Bean
  ConsoleSection bulkActsSection() {
    return new ConsoleSection(
        ID, NavigationGroup.RUNNING, 30, PATH, "console.bulk.title", OPERATOR);
  }

  @Bean
  Access bulkPagesAccess() {
    return Access.of(
        person(GET, PATH, OPERATOR),
        person(GET, NEW, OPERATOR),
        person(POST, PATH, OPERATOR).forms(),
        person(GET, PATH + "/{id}", OPERATOR),
        person(GET, PATH + "/{id}/refused", OPERATOR),
        person(POST, PATH + "/{id}/stop", OPERATOR).forms());
  }
}
