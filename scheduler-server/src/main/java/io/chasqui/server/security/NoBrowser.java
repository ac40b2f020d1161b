package io.chasqui.server.security;

import io.chasqui.server.api.access.AccessRule;
import io.chasqui.server.api.problem.PageForPeople;
import io.chasqui.server.api.request.Address;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers whoever is not logged in and would not understand a login page, {@code curl} for one: for
 * a page, that it is one.
 */
final class NoBrowser implements AuthenticationEntryPoint {

  private final AccessRules rules;
  private final SecurityProblems problems;

  NoBrowser(AccessRules rules, SecurityProblems problems) {
    this.rules = rules;
    this.problems = problems;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    boolean isPage = rules.find(request).filter(AccessRule::isForPeopleAlone).isPresent();
    String login = Address.of(request, PageSecurity.LOGIN).toString();
    String api = Address.of(request, "/api/").toString();
    problems.commence(request, response, isPage ? new PageForPeople(login, api) : e);
  }
}
