package io.chasqui.server.console.live;

import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.VIEWER;
import static org.springframework.http.HttpMethod.GET;

import io.chasqui.platform.task.PeriodicTask;
import io.chasqui.server.api.access.Access;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may look on, and how often it is looked for what has changed. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

  static final String PATH = "/console/live";

  private static final Duration EVERY = Duration.ofSeconds(2);

  @Bean
  Access liveAccess() {
    return Access.of(person(GET, PATH, VIEWER));
  }

  @Bean
  PeriodicTask looksForPages(LiveLook look) {
    return new PeriodicTask(EVERY, "What has changed could not be told to pages", look::look);
  }
}
