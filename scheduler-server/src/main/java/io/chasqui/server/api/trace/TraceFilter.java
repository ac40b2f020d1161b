package io.chasqui.server.api.trace;

import io.chasqui.platform.log.Mdc;
import io.chasqui.platform.trace.Traceparent;
import io.chasqui.platform.trace.Traces;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request a trace, before its first line of log: its caller's, when the caller shows a
 * key, else a new one. Whether the key is any good is not known yet, so no span begins here; see
 * {@link RequestSpans}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class TraceFilter extends OncePerRequestFilter {

  private static final String TRACE = TraceFilter.class.getName();

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Context trace = trace(request);
    MDC.put(Mdc.TRACE_ID, Traces.traceId(trace));
    try (Scope scope = trace.makeCurrent()) {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(Mdc.TRACE_ID);
    }
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  /** The same when a request comes by a second time because of an error. */
  private static Context trace(HttpServletRequest request) {
    if (request.getAttribute(TRACE) instanceof Context known) {
      return known;
    }
    boolean showsAKey = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    Context trace =
        Traces.asked(showsAKey ? Traceparent.read(request.getHeader(Traceparent.HEADER)) : null);
    request.setAttribute(TRACE, trace);
    return trace;
  }
}
