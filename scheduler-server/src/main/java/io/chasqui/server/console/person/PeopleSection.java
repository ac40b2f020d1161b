package io.chasqui.server.console.person;

import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.ADMIN;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.console.ConsoleSection;
import io.chasqui.server.console.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** People, for those who decide who gets in. */
@Configuration(proxyBeanMethods = false)
class PeopleSection {

  static final String PATH = "/console/admin/people";
  static final String ID = "people";

  @Bean
  ConsoleSection peopleEntry() {
    return new ConsoleSection(
        ID, NavigationGroup.ADMINISTRATION, 20, PATH, "console.people.title", ADMIN);
  }

  @Bean
  Access peoplePagesAccess() {
    return Access.of(person(GET, PATH, ADMIN), person(POST, PATH + "/end-sessions", ADMIN).forms());
  }
}
