package io.chasqui.server.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the session of a person who has done nothing for as long as it may last. The web server
 * would keep it for as long as a page is open that asks by itself what has changed.
 */
final class IdleSessionFilter extends OncePerRequestFilter {

  /** As the console's pages name what they ask by themselves. */
  static final String LIVE_HEADER = "Chasqui-Live";

  private static final String LAST_ACT = IdleSessionFilter.class.getName() + ".lastAct";

  private final Clock clock;

  IdleSessionFilter(Clock clock) {
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null) {
      look(session, request);
    }
    chain.doFilter(request, response);
  }

  private void look(HttpSession session, HttpServletRequest request) {
    Instant now = clock.instant();
    Instant lastAct = (Instant) session.getAttribute(LAST_ACT);
    int seconds = session.getMaxInactiveInterval();
    if (lastAct != null && seconds > 0 && !now.isBefore(lastAct.plusSeconds(seconds))) {
      session.invalidate();
    } else if (lastAct == null || !isByItself(request)) {
      session.setAttribute(LAST_ACT, now);
    }
  }

  /** A stream, or what a page asks because of what a stream told it. */
  private static boolean isByItself(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return request.getHeader(LIVE_HEADER) != null
        || path.equals("/console/live")
        || path.startsWith("/dashboard/sse/");
  }
}
