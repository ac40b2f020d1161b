package io.chasqui.server.security;

import io.chasqui.server.api.limit.Limits;
import io.chasqui.server.key.ApiKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * The API, what providers call, and links in messages: a key with each request, a signature, or a
 * proof in the address, and no session. A browser sends no key by itself, so no request can be
 * forged from another page, and nothing is needed against that.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

  @Bean
  @Order(1)
  SecurityFilterChain api(
      HttpSecurity http,
      ApiKeys keys,
      Limits limits,
      ApiSettings settings,
      AccessRules rules,
      SecurityProblems problems)
      throws Exception {
    RequestRateFilter rate = new RequestRateFilter(limits, settings, problems);
    PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
    return http.securityMatchers(
            all ->
                all.requestMatchers(
                    paths.matcher("/api/**"),
                    paths.matcher("/callbacks/**"),
                    paths.matcher("/u/**")))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(new ApiKeyFilter(keys, problems), AuthorizationFilter.class)
        .addFilterBefore(rate, AuthorizationFilter.class)
        .authorizeHttpRequests(requests -> requests.anyRequest().access(rules))
        .exceptionHandling(
            refusals ->
                refusals
                    .authenticationEntryPoint(problems)
                    .accessDeniedHandler(new ApiAccessDeniedHandler(rules, problems)))
        .headers(Headers::ofData)
        .build();
  }
}
