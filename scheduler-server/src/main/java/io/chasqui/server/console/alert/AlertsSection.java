package io.chasqui.server.console.alert;

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

/** What a person should know of, with its number in the navigation. */
@Configuration(proxyBeanMethods = false)
class AlertsSection {

  static final String PATH = "/console/alerts";
  static final String ID = "alerts";

  @Bean
  ConsoleSection alertsEntry(OpenAlertCount open) {
    return new ConsoleSection(
        ID, NavigationGroup.RUNNING, 20, PATH, "console.alerts.title", VIEWER, open::get);
  }

  @Bean
  Access alertsAccess() {
    return Access.of(
        person(GET, PATH, VIEWER),
        person(GET, PATH + "/{id}", VIEWER),
        person(POST, PATH + "/set-aside-jobs/delete", OPERATOR).forms());
  }
}
