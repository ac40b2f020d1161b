package io.chasqui.server.console.schedule;

import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.OPERATOR;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.console.ConsoleSection;
import io.chasqui.server.console.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The form that schedules messages. */
@Configuration(proxyBeanMethods = false)
class ScheduleSection {

  static final String PATH = "/console/schedule";
  static final String ID = "schedule";

  @Bean
  ConsoleSection scheduleInNavigation() {
    return new ConsoleSection(
        ID, NavigationGroup.MESSAGES, 40, PATH, "console.schedule.title", OPERATOR);
  }

  @Bean
  Access schedulePagesAccess() {
    return Access.of(
        person(GET, PATH, OPERATOR),
        person(POST, PATH, OPERATOR).forms(),
        person(POST, PATH + "/check", OPERATOR).forms());
  }
}
