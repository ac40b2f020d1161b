package io.chasqui.server.api.trace;

import io.chasqui.platform.trace.SpanAttributes;
import io.chasqui.platform.trace.TracedWork;
import io.chasqui.platform.trace.Traces;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * A span for each request that was let in: strangers neither add to a trace nor decide what is
 * recorded.
 */
final class RequestSpans implements HandlerInterceptor {

  private static final String SPAN = RequestSpans.class.getName();

  private final Traces traces;

  RequestSpans(Traces traces) {
    this.traces = traces;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String route =
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    request.setAttribute(
        SPAN,
        begin(request, request.getMethod() + " " + route)
            .with(SpanAttributes.HTTP_METHOD, request.getMethod())
            .with(SpanAttributes.HTTP_ROUTE, route));
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (!(request.getAttribute(SPAN) instanceof TracedWork span)) {
      return;
    }
    request.removeAttribute(SPAN);
    int status = failure == null ? response.getStatus() : 500;
    span.with(SpanAttributes.HTTP_STATUS, (long) status);
    if (status >= 500) {
      span.failed(String.valueOf(status));
    }
    span.close();
  }

  /** A page that is open to all begins a trace of its own, whatever its caller says. */
  private TracedWork begin(HttpServletRequest request, String name) {
    return request.getUserPrincipal() == null
        ? traces.goOnFrom(null, name, SpanKind.SERVER)
        : traces.begin(name, SpanKind.SERVER);
  }
}
