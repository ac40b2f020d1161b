package io.chasqui.platform.request;

import java.util.stream.Stream;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** What stands before every port of every application. */
@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
class BodyConfiguration {

  /** After what makes problems readable, and before all that asks who it is. */
  private static final int BEFORE_SECURITY = Ordered.HIGHEST_PRECEDENCE + 25;

  private static final int AFTER_SECURITY = 0;

  /** More than fit into the headers of a request: with one more Tomcat fails. */
  private static final int MOST_LANGUAGES = 10_000;

  @Bean
  BodyLimits bodyLimits(ObjectProvider<BodyLimit> limits, ObjectProvider<HasBodyLimits> others) {
    return new BodyLimits(
        Stream.concat(limits.stream(), others.stream().flatMap(HasBodyLimits::bodyLimits)));
  }

  @Bean
  FilterRegistrationBean<BodyFilter> bodyFilter(
      BodyLimits limits, ObjectProvider<RefusedBodies> refused) {
    return registered(new BodyFilter(limits, answers(refused)), BEFORE_SECURITY);
  }

  @Bean
  FilterRegistrationBean<BodyHeadersFilter> bodyHeadersFilter(
      BodyLimits limits, ObjectProvider<RefusedBodies> refused) {
    return registered(new BodyHeadersFilter(limits, answers(refused)), AFTER_SECURITY);
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> requestsOfTomcat(LastAnswers answers) {
    return tomcat -> {
      tomcat.addEngineValves(new UnreadBodies());
      tomcat.addConnectorCustomizers(
          BodyConfiguration::customize, connector -> connector.addLifecycleListener(answers));
    };
  }

  @Bean
  LastAnswers lastAnswers() {
    return new LastAnswers();
  }

  private static void customize(Connector connector) {
    connector.setMaxLocaleCount(MOST_LANGUAGES);
    // Whoever asks whether to send a body is told so when somebody wants to read it.
    ((AbstractHttp11Protocol<?>) connector.getProtocolHandler())
        .setContinueResponseTiming("onRead");
  }

  private static RefusedBodies answers(ObjectProvider<RefusedBodies> refused) {
    return refused.getIfAvailable(
        () ->
            (request, response, unfit) -> {
              response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
              response.sendError(unfit.reason().status());
            });
  }

  private static <F extends OncePerRequestFilter> FilterRegistrationBean<F> registered(
      F filter, int order) {
    FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(order);
    return registration;
  }
}
