package io.chasqui.platform.request;

import io.chasqui.platform.request.UnfitBody.Reason;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies by their headers, once it is known who sends them. */
final class BodyHeadersFilter extends OncePerRequestFilter {

  private final BodyLimits limits;
  private final RefusedBodies refused;

  BodyHeadersFilter(BodyLimits limits, RefusedBodies refused) {
    this.limits = limits;
    this.refused = refused;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long limit = limits.of(request).bytes();
    Optional<Reason> problem = BodyHeaders.problem(request, limit);
    if (problem.isPresent()) {
      refused.answer(request, response, new UnfitBody(problem.get(), limit));
    } else {
      chain.doFilter(request, response);
    }
  }
}
