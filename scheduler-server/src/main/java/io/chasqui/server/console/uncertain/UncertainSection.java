package io.chasqui.server.console.uncertain;

import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.VIEWER;
import static org.springframework.http.HttpMethod.GET;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.console.ConsoleSection;
import io.chasqui.server.console.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What waits for a person, with its number in the navigation. */
@Configuration(proxyBeanMethods = false)
class UncertainSection {

  static final String PATH = "/console/uncertain";
  static final String ID = "uncertain";

  @Bean
  ConsoleSection uncertainDeliveriesSection(UncertainDeliveries uncertain) {
    return new ConsoleSection(
        ID,
        NavigationGroup.MESSAGES,
        30,
        PATH,
        "console.uncertain.title",
        VIEWER,
        uncertain::count);
  }

  @Bean
  Access uncertainAccess() {
    return Access.of(person(GET, PATH, VIEWER));
  }
}
