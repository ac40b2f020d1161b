package io.chasqui.server.console.audit;

import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.ADMIN;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.console.ConsoleSection;
import io.chasqui.server.console.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who acted from where is for those who decide who gets in. */
@Configuration(proxyBeanMethods = false)
class AuditSection {

  static final String PATH = "/console/admin/audit";
  static final String ID = "audit";

  @Bean
  ConsoleSection auditEntry() {
    return new ConsoleSection(
        ID, NavigationGroup.ADMINISTRATION, 30, PATH, "console.audit.title", ADMIN);
  }

  @Bean
  Access auditPagesAccess() {
    return Access.of(person(GET, PATH, ADMIN), person(POST, PATH + "/csv", ADMIN).forms());
  }
}
