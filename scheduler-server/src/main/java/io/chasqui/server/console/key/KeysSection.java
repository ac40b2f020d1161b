package io.chasqui.server.console.key;

import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.ADMIN;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.console.ConsoleSection;
import io.chasqui.server.console.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keys of the API, for those who decide who gets in. */
@Configuration(proxyBeanMethods = false)
class KeysSection {

  static final String PATH = "/console/admin/keys";
  static final String ID = "keys";

  @Bean
  ConsoleSection keysEntry() {
    return new ConsoleSection(
        ID, NavigationGroup.ADMINISTRATION, 10, PATH, "console.apikey.sectionTitle", ADMIN);
  }

  @Bean
  Access keysPagesAccess() {
    return Access.of(
        person(GET, PATH, ADMIN),
        person(POST, PATH, ADMIN).forms(),
        person(GET, PATH + "/made", ADMIN),
        person(GET, PATH + "/{id}/revoke", ADMIN),
        person(POST, PATH + "/{id}/revoke", ADMIN).forms());
  }
}
