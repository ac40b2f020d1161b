package io.chasqui.server.console.suppression;

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

/** Suppressions: the list, and each of them. */
@Configuration(proxyBeanMethods = false)
class SuppressionsSection {

  static final String PATH = "/console/suppressions";
  static final String ID = "suppressions";

  @Bean
  ConsoleSection suppressionsInNavigation() {
    return new ConsoleSection(
        ID, NavigationGroup.MESSAGES, 70, PATH, "console.suppressions.title", VIEWER);
  }

  @Bean
  Access suppressionPagesAccess() {
    return Access.of(
        person(GET, PATH, VIEWER),
        person(POST, PATH + "/find", VIEWER).forms(),
        person(POST, PATH, OPERATOR).forms(),
        person(GET, PATH + "/{id}", VIEWER),
        person(POST, PATH + "/{id}/lift", OPERATOR).forms());
  }
}
