package io.chasqui.server.security;

import io.chasqui.platform.log.Mdc;
import io.chasqui.server.key.ApiKey;
import io.chasqui.server.key.ApiKeys;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who presents a live key, {@code Authorization: Bearer chq_…} (RFC 6750). */
final class ApiKeyFilter extends OncePerRequestFilter {

  private static final String SCHEME = "Bearer ";

  private final ApiKeys keys;
  private final SecurityProblems problems;

  ApiKeyFilter(ApiKeys keys, SecurityProblems problems) {
    this.keys = keys;
    this.problems = problems;
  }

  /** Whether somebody says that this is a key; no page of another site can make a browser do so. */
  static boolean showsAKey(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!showsAKey(request)) {
      chain.doFilter(request, response);
      return;
    }
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    try {
      Optional<ApiKey> key = keys.authenticate(header.substring(SCHEME.length()).strip());
      if (key.isEmpty()) {
        problems.commence(request, response, new BadCredentialsException("not a live key"));
        return;
      }
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(new ApiKeyAuthentication(key.get()));
      SecurityContextHolder.setContext(context);
      MDC.put(Mdc.KEY_ID, key.get().id());
    } catch (RuntimeException e) {
      problems.answer(request, response, e);
      return;
    }
    chain.doFilter(request, response);
  }
}
