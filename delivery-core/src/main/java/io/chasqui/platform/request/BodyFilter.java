package io.chasqui.platform.request;

import io.chasqui.platform.request.UnfitBody.Reason;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Before all that might read a body: sees to it that nobody takes it for a form, and that it ends
 * where it is too large. Refused are here only those that are read before it is known who sends
 * them; see {@link BodyHeadersFilter} for the others.
 */
final class BodyFilter extends OncePerRequestFilter {

  /** A slow sender holds a thread: these must leave some to those who are known. */
  private static final int MOST_OF_STRANGERS = 50;

  private final Semaphore places = new Semaphore(MOST_OF_STRANGERS);
  private final BodyLimits limits;
  private final RefusedBodies refused;

  BodyFilter(BodyLimits limits, RefusedBodies refused) {
    this.limits = limits;
    this.refused = refused;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    BodyLimit limit = limits.of(request);
    HttpServletRequest limited =
        limit.sender() == BodyLimit.Sender.PAGE ? request : new LimitedRequest(request, limit);
    if (limit.sender() == BodyLimit.Sender.KNOWN || !BodyHeaders.hasBody(request)) {
      chain.doFilter(limited, response);
    } else if (request.getContentLengthLong() > limit.bytes()) {
      refused.answer(request, response, new UnfitBody(Reason.TOO_LARGE, limit.bytes()));
    } else if (places.tryAcquire()) {
      try {
        chain.doFilter(limited, response);
      } finally {
        places.release();
      }
    } else {
      refused.answer(request, response, new UnfitBody(Reason.TOO_MANY_AT_A_TIME, limit.bytes()));
    }
  }
}
