package io.chasqui.server.security;

import io.chasqui.platform.request.BodyLimit;
import io.chasqui.server.key.ApiKeys;
import io.chasqui.server.security.person.LoginAttempts;
import io.chasqui.server.security.person.OidcRoles;
import io.chasqui.server.security.person.Passwords;
import io.chasqui.server.security.person.People;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.DefaultLoginPageConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Everything that is not the API: people, who log in. */
@Configuration(proxyBeanMethods = false)
class PageSecurity {

  static final String LOGIN = "/login";
  private static final String LOGOUT = "/logout";

  /** A timer around each filter of each request would take longer than the filters do. */
  @Bean
  static SecurityObservationSettings noTimersAroundFilters() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return Passwords.encoder();
  }

  @Bean
  @Order(4)
  SecurityFilterChain pages(
      HttpSecurity http,
      People people,
      ObjectProvider<ClientRegistrationRepository> oidcClients,
      OidcRoles oidcRoles,
      LoginAttempts attempts,
      LoginRecord record,
      ApiKeys keys,
      AccessRules rules,
      SecurityProblems problems,
      Clock clock)
      throws Exception {
    ownPagesInPlaceOfSprings(http);
    WantedPage wanted = new WantedPage();
    NoBrowser unknown = new NoBrowser(rules, problems);
    http.authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .anyRequest()
                    .access(rules))
        .addFilterBefore(new IdleSessionFilter(clock), SecurityContextHolderFilter.class)
        .addFilterBefore(new SameOriginFilter(problems), CsrfFilter.class)
        .addFilterAfter(loginLimit(attempts, problems), CsrfFilter.class)
        .addFilterBefore(new ApiKeyFilter(keys, problems), AuthorizationFilter.class)
        // Whoever is not known gets no session: their number has no bound.
        .requestCache(cache -> cache.requestCache(wanted))
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(tokensInCookies())
                    .ignoringRequestMatchers(ApiKeyFilter::showsAKey))
        .logout(logout -> logout.deleteCookies("CHASQUI_SESSION"))
        .exceptionHandling(
            refusals ->
                refusals
                    .defaultAuthenticationEntryPointFor(
                        unknown, request -> !PageRequests.opensAPage(request))
                    .accessDeniedHandler(
                        new LoginFirst(
                            unknown,
                            new PasswordChangeHandler(
                                new ApiAccessDeniedHandler(rules, problems)))))
        .headers(Headers::ofPages);
    if (people.logInByPassword()) {
      http.formLogin(
          form ->
              form.successHandler(new LoginSuccess(attempts, RootRedirect.PATH, wanted))
                  .withObjectPostProcessor(new FailedLogin(record).ofFilter(http)));
    }
    if (people.logInByOidc()) {
      new OidcLogin(oidcClients.getObject(), oidcRoles, record).addTo(http);
    }
    return http.build();
  }

  /** Of the login, the logout, and their style; ours are the console's. */
  @SuppressWarnings("unchecked") // Spring Security has no class of it with its type.
  private static void ownPagesInPlaceOfSprings(HttpSecurity http) {
    http.removeConfigurer(DefaultLoginPageConfigurer.class);
  }

  private static CookieCsrfTokenRepository tokensInCookies() {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName("CHASQUI_CSRF");
    tokens.setHeaderName("X-CSRF-TOKEN");
    tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax"));
    return tokens;
  }

  @Bean
  BodyLimit logInAndOut() {
    return BodyLimit.ofForms(LOGIN, LOGOUT);
  }

  private static LoginLimitFilter loginLimit(LoginAttempts attempts, SecurityProblems problems) {
    PathPatternRequestMatcher login =
        PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, LOGIN);
    return new LoginLimitFilter(login, attempts, problems);
  }
}
