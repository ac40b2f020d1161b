package io.chasqui.server.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * What the browser of somebody keeps who is not known yet: out of reach for scripts, and over TLS
 * only when it came by TLS, as the session's.
 */
final class PageCookies {

  private PageCookies() {}

  /**
   * @param kept none: the browser forgets it
   */
  static void add(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      String value,
      Duration kept) {
    String context = request.getContextPath();
    ResponseCookie cookie =
        ResponseCookie.from(name, value)
            .path(context.isEmpty() ? "/" : context)
            .maxAge(kept)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  static Optional<Cookie> find(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Stream.of(cookies).filter(cookie -> cookie.getName().equals(name)).findFirst();
  }
}
