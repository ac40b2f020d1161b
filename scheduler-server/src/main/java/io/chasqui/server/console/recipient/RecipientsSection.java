package io.chasqui.server.console.recipient;

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

/** Recipients: the list, and each of them. */
@Configuration(proxyBeanMethods = false)
class RecipientsSection {

  static final String PATH = "/console/recipients";
  static final String ID = "recipients";

  /** As the audit has them. */
  static final String KIND = "RECIPIENT";

  @Bean
  ConsoleSection recipientsInNavigation() {
    return new ConsoleSection(
        ID, NavigationGroup.MESSAGES, 60, PATH, "console.recipients.title", VIEWER);
  }

  @Bean
  Access recipientPagesAccess() {
    return Access.of(
        person(GET, PATH, VIEWER),
        person(POST, PATH + "/find", VIEWER).forms(),
        person(GET, PATH + "/{id}", VIEWER),
        person(POST, PATH + "/{id}", OPERATOR).forms(),
        person(POST, PATH + "/{id}/show", OPERATOR).forms(),
        person(POST, PATH + "/{id}/edit", OPERATOR).forms(),
        person(POST, PATH + "/{id}/preferences", OPERATOR).forms(),
        person(GET, PATH + "/{id}/merge", OPERATOR),
        person(POST, PATH + "/{id}/merge", OPERATOR).forms(),
        person(GET, PATH + "/{id}/erase", OPERATOR),
        person(POST, PATH + "/{id}/erase", OPERATOR).forms());
  }
}
