package io.chasqui.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Answers those who are known and may not. What is closed to everybody is not there: a wrong
 * address gets 404, a wrong method 405.
 */
final class ApiAccessDeniedHandler implements AccessDeniedHandler {

  private final AccessRules rules;
  private final SecurityProblems problems;

  ApiAccessDeniedHandler(AccessRules rules, SecurityProblems problems) {
    this.rules = rules;
    this.problems = problems;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    problems.answer(request, response, reason(request, e));
  }

  private Exception reason(HttpServletRequest request, AccessDeniedException e) {
    if (e instanceof CsrfException || rules.find(request).isPresent()) {
      return e;
    }
    Set<String> methods = rules.methods(request);
    return methods.isEmpty()
        ? new NoResourceFoundException(
            HttpMethod.valueOf(request.getMethod()), request.getRequestURI())
        : new HttpRequestMethodNotSupportedException(request.getMethod(), methods);
  }
}
