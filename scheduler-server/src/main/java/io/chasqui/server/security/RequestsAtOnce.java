package io.chasqui.server.security;

import io.chasqui.server.api.problem.ProblemTypes;
import io.chasqui.server.api.problem.RequestRefused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Leaves threads to those who ask for health: requests that wait for a database that hangs, or send
 * their bodies slowly, may hold all but some. What is too many is refused at once.
 */
final class RequestsAtOnce extends OncePerRequestFilter {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Semaphore places;
  private final RequestMatcher health;
  private final HandlerExceptionResolver problems;

  /**
   * @param threads of the server
   * @param health what is answered always
   */
  RequestsAtOnce(int threads, RequestMatcher health, HandlerExceptionResolver problems) {
    this.health = health;
    this.places = new Semaphore(Math.max(1, threads * 3 / 4));
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return health.matches(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!places.tryAcquire()) {
      problems.resolveException(
          request, response, null, new RequestRefused(ProblemTypes.UNAVAILABLE, SOON));
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      places.release();
    }
  }
}
