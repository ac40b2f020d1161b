package io.chasqui.server.security;

import io.chasqui.server.security.person.LoginAttempts;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** Leads to the page that was asked for; a right password counts as no try. */
final class LoginSuccess extends SavedRequestAwareAuthenticationSuccessHandler {

  private final LoginAttempts attempts;

  LoginSuccess(LoginAttempts attempts, String firstPage, WantedPage wanted) {
    this.attempts = attempts;
    setRequestCache(wanted);
    setDefaultTargetUrl(firstPage);
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication person)
      throws ServletException, IOException {
    attempts.succeeded(request);
    super.onAuthenticationSuccess(request, response, person);
  }
}
