package io.chasqui.server.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;

@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

  /** Inside Spring Boot's own valve, which then finds that all has been said. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat(
      Problems problems, LocaleResolver languages, ObjectMapper json) {
    return tomcat ->
        tomcat.addContextCustomizers(
            context ->
                context
                    .getParent()
                    .getPipeline()
                    .addValve(new ProblemValve(problems, languages, json)));
  }
}
