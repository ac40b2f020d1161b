package io.chasqui.server.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

/**
 * Which page somebody wanted who has to log in first. The browser keeps it, since whoever is not
 * known leaves nothing in the server's memory; and of it only the path, since a cookie may have
 * been written by a neighbouring site.
 */
final class WantedPage implements RequestCache {

  private static final String COOKIE = "CHASQUI_WANTED";

  /** In characters; browsers keep 4,096 bytes of a cookie. A longer address is forgotten. */
  private static final int LONGEST = 1_000;

  private static final Duration KEPT = Duration.ofMinutes(30);

  @Override
  public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
    String page = page(request);
    if (PageRequests.opensAPage(request) && page.length() <= LONGEST) {
      String value =
          Base64.getUrlEncoder().encodeToString(page.getBytes(StandardCharsets.ISO_8859_1));
      PageCookies.add(request, response, COOKIE, value, KEPT);
    }
  }

  @Override
  public @Nullable SavedRequest getRequest(
      HttpServletRequest request, HttpServletResponse response) {
    return PageCookies.find(request, COOKIE)
        .map(Cookie::getValue)
        .flatMap(WantedPage::decoded)
        .map(SimpleSavedRequest::new)
        .orElse(null);
  }

  /** Pages are opened by GET: there is nothing to repeat but the address. */
  @Override
  public @Nullable HttpServletRequest getMatchingRequest(
      HttpServletRequest request, HttpServletResponse response) {
    return null;
  }

  @Override
  public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
    if (PageCookies.find(request, COOKIE).isPresent()) {
      PageCookies.add(request, response, COOKIE, "", Duration.ZERO);
    }
  }

  private static String page(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return request.getQueryString() == null ? path : path + "?" + request.getQueryString();
  }

  /** Empty for what leads elsewhere, or is no address of ours. */
  private static Optional<String> decoded(String value) {
    try {
      String page = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.ISO_8859_1);
      return page.matches("/(?![/\\\\])[!-~]*") ? Optional.of(page) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
