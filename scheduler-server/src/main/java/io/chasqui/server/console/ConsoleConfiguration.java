package io.chasqui.server.console;

import static io.chasqui.server.api.access.AccessRule.everybody;
import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.VIEWER;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import io.chasqui.server.api.access.Access;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all pages share; each section brings the rest of its own. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

  /** As the build names what it makes of the templates. */
  private static final String TEMPLATES = "io.chasqui.server.console.views";

  @Bean
  TemplateEngine templateEngine() {
    return TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES);
  }

  @Bean
  Access consoleAccess() {
    return Access.of(
        everybody(GET, Assets.PATH + "{file}"),
        person(GET, "/console/preferences", VIEWER),
        person(POST, "/console/preferences", VIEWER).forms());
  }
}
