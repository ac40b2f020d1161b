package io.chasqui.server.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;

/**
 * Logins that have gone to an OpenID provider and not come back. Anybody can begin one, so there
 * are not more than so many: the oldest are forgotten, and their people begin again. A cookie ties
 * each to its browser, or somebody could be logged in as another person by a link.
 */
final class StartedLogins implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

  private static final String COOKIE = "CHASQUI_LOGIN";
  private static final int MOST = 2_000;
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final Cache<String, OAuth2AuthorizationRequest> byCookie =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

  @Override
  public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
    String state = request.getParameter(OAuth2ParameterNames.STATE);
    return id(request)
        .map(byCookie::getIfPresent)
        .filter(started -> state != null && state.equals(started.getState()))
        .orElse(null);
  }

  @Override
  public void saveAuthorizationRequest(
      @Nullable OAuth2AuthorizationRequest started,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (started == null) {
      removeAuthorizationRequest(request, response);
      return;
    }
    String id = UUID.randomUUID().toString();
    byCookie.put(id, started);
    PageCookies.add(request, response, COOKIE, id, KEPT);
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
      HttpServletRequest request, HttpServletResponse response) {
    OAuth2AuthorizationRequest started = loadAuthorizationRequest(request);
    if (started != null) {
      id(request).ifPresent(byCookie::invalidate);
      PageCookies.add(request, response, COOKIE, "", Duration.ZERO);
    }
    return started;
  }

  private static Optional<String> id(HttpServletRequest request) {
    return PageCookies.find(request, COOKIE).map(Cookie::getValue);
  }
}
