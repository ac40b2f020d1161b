package io.chasqui.server.security;

import io.chasqui.server.api.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What a login may be refused for. */
final class LoginProblems {

  /** Too many tries to log in have failed. */
  static final ProblemType LOGIN_LIMITED =
      new ProblemType("login-limited", HttpStatus.TOO_MANY_REQUESTS);

  private LoginProblems() {}
}
