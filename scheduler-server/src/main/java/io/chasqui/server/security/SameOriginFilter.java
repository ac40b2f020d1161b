package io.chasqui.server.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what another site has a person's browser send, besides the token of each form: by {@code
 * Origin} (RFC 6454) and {@code Sec-Fetch-Site} (Fetch Metadata).
 */
final class SameOriginFilter extends OncePerRequestFilter {

  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> FROM_ELSEWHERE = Set.of("cross-site", "same-site");

  private final SecurityProblems problems;

  SameOriginFilter(SecurityProblems problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (HARMLESS.contains(request.getMethod()) || comesFromHere(request)) {
      chain.doFilter(request, response);
    } else {
      problems.answer(request, response, new AccessDeniedException("from another site"));
    }
  }

  private static boolean comesFromHere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && FROM_ELSEWHERE.contains(site.toLowerCase(Locale.ROOT))) {
      return false;
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null || isOurs(origin, request);
  }

  /** By host and port: a proxy that ends TLS in front may not say that it did. */
  private static boolean isOurs(String origin, HttpServletRequest request) {
    try {
      URI uri = URI.create(origin);
      String host = uri.getHost();
      return host != null
          && host.equalsIgnoreCase(request.getServerName())
          && (port(uri) == request.getServerPort() || isBehindTls(uri, request));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isBehindTls(URI origin, HttpServletRequest request) {
    return "https".equals(origin.getScheme())
        && origin.getPort() == -1
        && origin.getHost().equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
  }

  private static int port(URI uri) {
    @Nullable String scheme = uri.getScheme();
    return uri.getPort() >= 0 ? uri.getPort() : "https".equals(scheme) ? 443 : 80;
  }
}
