package io.chasqui.server.api.log;

import io.chasqui.platform.TextCut;
import io.chasqui.platform.log.Mdc;
import io.chasqui.server.api.request.Address;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Writes one line when a request comes in and one when it is answered. Neither holds a query, a
 * body or an address: they may be private.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
class RequestLogFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(RequestLogFilter.class);
  private static final int LONGEST_PATH = 200;
  private static final String LINKS = "/u/";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Level level = levelOf(request);
    if (!log.isEnabledForLevel(level)) {
      chain.doFilter(request, response);
      return;
    }
    long begin = System.nanoTime();
    line(level, request).log("{} {} came in", request.getMethod(), path(request));
    int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    try {
      chain.doFilter(request, response);
      status = response.getStatus();
    } finally {
      // A stream of the dashboard goes on when its request is through the filters.
      if (!request.isAsyncStarted()) {
        answered(level, request, status, System.nanoTime() - begin);
      }
    }
  }

  private static void answered(Level level, HttpServletRequest request, int status, long nanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
    line(level, request)
        .addKeyValue("http.response.status_code", status)
        .addKeyValue("durationMillis", millis)
        .log(
            "{} {} answered with {} in {} ms{}",
            request.getMethod(),
            path(request),
            status,
            millis,
            byKey(MDC.get(Mdc.KEY_ID)));
  }

  private static LoggingEventBuilder line(Level level, HttpServletRequest request) {
    return log.atLevel(level)
        .addKeyValue("http.request.method", request.getMethod())
        .addKeyValue("url.path", path(request));
  }

  /** Pages, health and metrics are asked for again and again, and by nobody in particular. */
  private static Level levelOf(HttpServletRequest request) {
    boolean reads =
        HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
    return reads && !Address.pathWithin(request).startsWith("/api/") ? Level.DEBUG : Level.INFO;
  }

  /** Whoever has the address of a link in a message can unsubscribe somebody by it. */
  private static String path(HttpServletRequest request) {
    if (Address.pathWithin(request).startsWith(LINKS)) {
      return LINKS + "***";
    }
    return TextCut.toWithEllipsis(request.getRequestURI(), LONGEST_PATH);
  }

  private static String byKey(@Nullable String keyId) {
    return keyId == null ? "" : " by key " + keyId;
  }
}
