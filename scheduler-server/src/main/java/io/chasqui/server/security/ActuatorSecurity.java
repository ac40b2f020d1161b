package io.chasqui.server.security;

import io.chasqui.server.api.access.Scope;
import io.chasqui.server.key.ApiKeys;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** What tells of the server's state. */
@Configuration(proxyBeanMethods = false)
class ActuatorSecurity {

  private static final RequestMatcher HEALTH =
      new OrRequestMatcher(
          EndpointRequest.to(HealthEndpoint.class),
          PathPatternRequestMatcher.withDefaults().matcher("/healthz"),
          PathPatternRequestMatcher.withDefaults().matcher("/healthz/"));

  /** For everybody, without details; not even a key is looked at, for that asks the database. */
  @Bean
  @Order(2)
  SecurityFilterChain health(HttpSecurity http) throws Exception {
    http.securityMatcher(HEALTH);
    return stateless(http).authorizeHttpRequests(all -> all.anyRequest().permitAll()).build();
  }

  /**
   * Metrics and the version are open on a port of their own, which listens on loopback, and need a
   * key that reads where they share the API's port.
   */
  @Bean
  @Order(3)
  SecurityFilterChain actuator(
      HttpSecurity http, ApiKeys keys, SecurityProblems problems, Environment environment)
      throws Exception {
    http.securityMatcher(EndpointRequest.toAnyEndpoint());
    if (ManagementPortType.get(environment) == ManagementPortType.DIFFERENT) {
      return stateless(http).authorizeHttpRequests(all -> all.anyRequest().permitAll()).build();
    }
    return stateless(http)
        .addFilterBefore(new ApiKeyFilter(keys, problems), AuthorizationFilter.class)
        .authorizeHttpRequests(all -> all.anyRequest().hasAuthority(Scope.READ.authority()))
        .exceptionHandling(
            refusals ->
                refusals.authenticationEntryPoint(problems).accessDeniedHandler(problems::answer))
        .build();
  }

  /** Before keys are looked for, and after what makes problems readable. */
  @Bean
  FilterRegistrationBean<RequestsAtOnce> requestsAtOnce(
      ServerProperties server,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    int threads = server.getTomcat().getThreads().getMax();
    FilterRegistrationBean<RequestsAtOnce> registration =
        new FilterRegistrationBean<>(new RequestsAtOnce(threads, HEALTH, problems));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 24);
    return registration;
  }

  private static HttpSecurity stateless(HttpSecurity http) throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(Headers::ofData);
  }
}
