package io.chasqui.server.console.worker;

import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.OPERATOR;
import static io.chasqui.server.api.access.Role.VIEWER;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.console.ConsoleSection;
import io.chasqui.server.console.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What sends, and whom it sends to. */
@Configuration(proxyBeanMethods = false)
class WorkersSection {

  static final String PATH = "/console/workers";
  static final String ID = "workers";

  @Bean
  ConsoleSection workersEntry() {
    return new ConsoleSection(
        ID, NavigationGroup.RUNNING, 10, PATH, "console.workers.title", VIEWER);
  }

  @Bean
  Access workersAccess() {
    return Access.of(
        person(GET, PATH, VIEWER),
        person(GET, PATH + "/provider", VIEWER),
        person(POST, PATH + "/pause", OPERATOR).forms(),
        person(POST, PATH + "/resume", OPERATOR).forms());
  }
}
