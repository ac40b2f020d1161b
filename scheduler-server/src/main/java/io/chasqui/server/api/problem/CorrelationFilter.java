package io.chasqui.server.api.problem;

import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.log.Mdc;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request a correlation id, its caller's {@code X-Correlation-Id} when that is a valid
 * one, for its logs and for problem details. What it does for a delivery is logged under the
 * delivery's own, and under this one as the request's id.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class CorrelationFilter extends OncePerRequestFilter {

  private static final String HEADER = "X-Correlation-Id";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = idOf(request);
    request.setAttribute(Mdc.REQUEST_ID, id);
    response.setHeader(HEADER, id);
    MDC.put(Mdc.CORRELATION_ID, id);
    MDC.put(Mdc.REQUEST_ID, id);
    try {
      chain.doFilter(request, response);
    } finally {
      Mdc.clear();
    }
  }

  /** The one it has when it comes a second time, to be answered with an error. */
  private static String idOf(HttpServletRequest request) {
    if (request.getAttribute(Mdc.REQUEST_ID) instanceof String known) {
      return known;
    }
    String given = request.getHeader(HEADER);
    return given != null && CorrelationId.isValid(given) ? given : UUID.randomUUID().toString();
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }
}
