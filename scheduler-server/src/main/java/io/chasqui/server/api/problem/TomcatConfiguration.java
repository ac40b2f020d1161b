package io.chasqui.server.api.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.platform.request.RefusedBodies;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;
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

  /** In the form that controllers' refusals have. */
  @Bean
  static RefusedBodies problemsOfBodies(
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    return (request, response, unfit) -> problems.resolveException(request, response, null, unfit);
  }
}
