package io.chasqui.server.request;

import io.chasqui.server.problem.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Leaves threads to those who ask for health: requests that wait for a database that hangs, or send
 * their bodies slowly, may hold all but some. What is too many is refused at once.
 */
final class RequestsAtOnce extends OncePerRequestFilter {

  private final Semaphore places;
  private final HandlerExceptionResolver problems;

  /**
   * @param threads of the server
   */
  RequestsAtOnce(int threads, HandlerExceptionResolver problems) {
    this.places = new Semaphore(Math.max(1, threads * 3 / 4));
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return path.startsWith("/healthz") || path.startsWith("/actuator/health");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!places.tryAcquire()) {
      problems.resolveException(request, response, null, Refused.tooManyAtOnce());
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      places.release();
    }
  }
}
