package io.chasqui.server.console.overview;

import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.VIEWER;
import static org.springframework.http.HttpMethod.GET;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.console.ConsoleSection;
import io.chasqui.server.console.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The first page. */
@Configuration(proxyBeanMethods = false)
class OverviewSection {

  static final String PATH = "/console";
  static final String ID = "overview";

  @Bean
  ConsoleSection overview() {
    return new ConsoleSection(
        ID, NavigationGroup.MESSAGES, 10, PATH, "console.overview.title", VIEWER);
  }

  @Bean
  Access overviewAccess() {
    return Access.of(person(GET, PATH, VIEWER));
  }
}
