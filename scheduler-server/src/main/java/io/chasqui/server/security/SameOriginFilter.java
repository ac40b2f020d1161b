package io.chasqui.server.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
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

  static boolean comesFromHere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && FROM_ELSEWHERE.contains(site.toLowerCase(Locale.ROOT))) {
      return false;
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null
        || origin.equalsIgnoreCase(asTheServerKnowsIt(request))
        || origin.equalsIgnoreCase("https://" + request.getHeader(HttpHeaders.HOST));
  }

  /**
   * With what a trusted proxy says of scheme, host and port. One that ends TLS and says nothing is
   * known by {@code Host} alone.
   */
  private static String asTheServerKnowsIt(HttpServletRequest request) {
    String scheme = request.getScheme();
    int port = request.getServerPort();
    boolean isUsual = port == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + request.getServerName() + (isUsual ? "" : ":" + port);
  }
}
