package io.chasqui.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.TemplateEngine;
import io.chasqui.server.api.access.Role;
import io.chasqui.server.api.problem.ChosenLanguage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** A section that exists here alone gets into the frame by its bean, and nothing else knows it. */
class SectionsTest {

  /** As a feature brings it. */
  @Configuration(proxyBeanMethods = false)
  static class ExtraSection {

    @Bean
    ConsoleSection extra() {
      return new ConsoleSection(
          "extra",
          NavigationGroup.RUNNING,
          10,
          "/console/extra",
          "console.find",
          Role.OPERATOR,
          () -> new Count(7, true));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import({ConsoleConfiguration.class, ExtraSection.class, Navigation.class, Assets.class})
  static class Kit {

    @Bean
    Pages pages(TemplateEngine templates, Navigation navigation, Assets assets) {
      return new Pages(
          templates,
          new Viewers(new ChosenLanguage()),
          navigation,
          assets,
          TestWords.texts(),
          Clock.systemUTC());
    }
  }

  @AfterEach
  void logOut() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void whoMaySeeItSeesItUnderItsGroupWithItsNumber() {
    assertThat(pageOf(Role.OPERATOR))
        .contains("href=\"/prefix/console/extra\"", "Running", "7+")
        .contains("aria-current=\"page\"");
  }

  @Test
  void whoMayNotSeesNeitherItNorItsGroup() {
    assertThat(pageOf(Role.VIEWER)).doesNotContain("/console/extra", "Running");
  }

  private static String pageOf(Role role) {
    SecurityContextHolder.getContext()
        .setAuthentication(
            new TestingAuthenticationToken("ana", null, List.copyOf(role.authorities())));
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/prefix/console/extra");
    request.setContextPath("/prefix");
    ProblemModel model = new ProblemModel(200, "Its own page.", List.of(), "other", null);
    try (var context = new AnnotationConfigApplicationContext(Kit.class)) {
      return new String(
          context
              .getBean(Pages.class)
              .html(new Page("problem/problem", "extra", "Extra", model), request)
              .toByteArray(),
          StandardCharsets.UTF_8);
    }
  }
}
