package io.chasqui.server.security;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who opens the server's address without more is led to the dashboard. */
@Configuration(proxyBeanMethods = false)
class FirstPage implements WebMvcConfigurer {

  static final String PATH = "/dashboard";

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/", PATH);
  }
}
