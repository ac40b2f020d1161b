package io.chasqui.server.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;

/**
 * Leads back to the login page, and gives whoever failed no session. Both who failed and who gets
 * in are recorded.
 */
class FailedLogin extends SimpleUrlAuthenticationFailureHandler {

  private final LoginRecord record;

  FailedLogin(LoginRecord record) {
    super(PageSecurity.LOGIN + "?error");
    this.record = record;
    setAllowSessionCreation(false);
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException, ServletException {
    if (!(e instanceof InternalAuthenticationServiceException)) {
      record.failed(request, name(request), reason(e));
    }
    super.onAuthenticationFailure(request, response, e);
  }

  /** Who wants to be let in, as they say; null: they say nothing. */
  @Nullable String name(HttpServletRequest request) {
    return request.getParameter("username");
  }

  /** A code. */
  String reason(AuthenticationException e) {
    return "wrong-name-or-password";
  }

  /**
   * Not as the configurers' own settings: that of failures would take the login page its {@code
   * ?error}, and that of sessions would take each request with a key for a login.
   */
  <T extends AbstractAuthenticationProcessingFilter> ObjectPostProcessor<T> ofFilter(
      HttpSecurity http) {
    return new ObjectPostProcessor<>() {
      @Override
      public <F extends T> F postProcess(F filter) {
        filter.setAuthenticationFailureHandler(FailedLogin.this);
        filter.setSessionAuthenticationStrategy(
            new CompositeSessionAuthenticationStrategy(
                List.of(record, http.getSharedObject(SessionAuthenticationStrategy.class))));
        return filter;
      }
    };
  }
}
