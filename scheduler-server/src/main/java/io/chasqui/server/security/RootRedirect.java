package io.chasqui.server.security;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.access.AccessRule;
import io.chasqui.server.api.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who opens the server's address without more is led to the console. */
@Configuration(proxyBeanMethods = false)
class RootRedirect implements WebMvcConfigurer {

  static final String PATH = "/console";

  @Bean
  Access firstPageAccess() {
    return Access.of(AccessRule.person(HttpMethod.GET, "/", Role.VIEWER));
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/", PATH);
  }
}
