package io.chasqui.server.security;

import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.security.person.LoginAttempts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a try to log in after too many that have failed, whether its password is right or not.
 */
final class LoginLimitFilter extends OncePerRequestFilter {

  private final PathPatternRequestMatcher login;
  private final LoginAttempts attempts;
  private final SecurityProblems problems;

  LoginLimitFilter(
      PathPatternRequestMatcher login, LoginAttempts attempts, SecurityProblems problems) {
    this.login = login;
    this.attempts = attempts;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (login.matches(request)) {
      try {
        Optional<Duration> wait = attempts.begin(request);
        if (wait.isPresent()) {
          problems.answer(
              request, response, new RequestRefused(LoginProblems.LOGIN_LIMITED, wait.get()));
          return;
        }
      } catch (RuntimeException e) {
        problems.answer(request, response, e);
        return;
      }
    }
    chain.doFilter(request, response);
  }
}
