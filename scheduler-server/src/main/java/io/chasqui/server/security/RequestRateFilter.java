package io.chasqui.server.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.chasqui.server.api.limit.Limit;
import io.chasqui.server.api.limit.Limits;
import io.chasqui.server.api.limit.LocalLimit;
import io.chasqui.server.api.problem.ProblemTypes;
import io.chasqui.server.api.problem.RequestRefused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses the requests of a key that has sent more than it may. */
final class RequestRateFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(RequestRateFilter.class);
  private static final int MOST_KEYS = 10_000;
  private static final Duration UNUSED = Duration.ofMinutes(10);

  private final LoadingCache<String, LocalLimit> limits;
  private final SecurityProblems problems;

  RequestRateFilter(Limits limits, ApiSettings settings, SecurityProblems problems) {
    Limit limit = new Limit("api", settings.requestsPerMinute(), Duration.ofMinutes(1));
    this.limits =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterAccess(UNUSED)
            .build(key -> limits.locally(limit, key));
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    Optional<Duration> wait =
        caller instanceof ApiKeyAuthentication key ? take(key.key().id()) : Optional.empty();
    if (wait.isPresent()) {
      problems.answer(request, response, new RequestRefused(ProblemTypes.RATE_LIMITED, wait.get()));
    } else {
      chain.doFilter(request, response);
    }
  }

  /** A database that can only be read, after a failover, must not keep those out who read. */
  private Optional<Duration> take(String keyId) {
    try {
      return limits.get(keyId).take();
    } catch (DataAccessException e) {
      log.debug("Requests cannot be counted", e);
      return Optional.empty();
    }
  }
}
