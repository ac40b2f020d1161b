package io.chasqui.server.security;

import io.chasqui.server.security.person.OidcRoles;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** Lets people log in at an OpenID provider, and out there as well. */
final class OidcLogin {

  private static final String LOGGED_OUT = "/login?logout";

  private final ClientRegistrationRepository clients;
  private final OidcRoles roles;
  private final LoginRecord record;

  OidcLogin(ClientRegistrationRepository clients, OidcRoles roles, LoginRecord record) {
    this.clients = clients;
    this.roles = roles;
    this.record = record;
  }

  void addTo(HttpSecurity http) throws Exception {
    http.oauth2Login(
            login ->
                login
                    .defaultSuccessUrl(RootRedirect.PATH)
                    // The provider's tokens go with the session; nobody needs them.
                    .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
                    .authorizationEndpoint(
                        start ->
                            start
                                .authorizationRequestResolver(withCodeChallenge())
                                .authorizationRequestRepository(new StartedLogins()))
                    .userInfoEndpoint(user -> user.userAuthoritiesMapper(roles))
                    .withObjectPostProcessor(new OidcFailure(record).ofFilter(http)))
        .logout(
            logout ->
                logout.defaultLogoutSuccessHandlerFor(
                    atTheProviderToo(), AnyRequestMatcher.INSTANCE));
  }

  /** A code that leaked on its way is worth nothing elsewhere (RFC 7636, RFC 9700). */
  private DefaultOAuth2AuthorizationRequestResolver withCodeChallenge() {
    DefaultOAuth2AuthorizationRequestResolver resolver =
        new DefaultOAuth2AuthorizationRequestResolver(
            clients,
            OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
    resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    return resolver;
  }

  /** Or else the next click would log the person in again without a question. */
  private LogoutSuccessHandler atTheProviderToo() {
    OidcClientInitiatedLogoutSuccessHandler handler =
        new OidcClientInitiatedLogoutSuccessHandler(clients);
    handler.setDefaultTargetUrl(LOGGED_OUT);
    handler.setPostLogoutRedirectUri("{baseUrl}" + LOGGED_OUT);
    handler.setRedirectStrategy(new Leaving());
    return handler;
  }

  /** Goes on to another site without a redirect: a page's form may not lead there by one. */
  private static final class Leaving implements RedirectStrategy {

    private final RedirectStrategy within = new DefaultRedirectStrategy();

    @Override
    public void sendRedirect(HttpServletRequest request, HttpServletResponse response, String url)
        throws IOException {
      if (url.startsWith("/")) {
        within.sendRedirect(request, response, url);
      } else {
        response.setHeader("Refresh", "0; url=" + url);
      }
    }
  }
}
