package io.chasqui.server.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Asks those who have not shown who they are to do so. A page's token is looked for before that,
 * and whoever has none of a page that they could not have opened would be told that they lack a
 * right.
 */
final class LoginFirst implements AccessDeniedHandler {

  private final AuthenticationTrustResolver known = new AuthenticationTrustResolverImpl();
  private final NoBrowser unknown;
  private final AccessDeniedHandler others;

  LoginFirst(NoBrowser unknown, AccessDeniedHandler others) {
    this.unknown = unknown;
    this.others = others;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException, ServletException {
    boolean isKnown = known.isAuthenticated(SecurityContextHolder.getContext().getAuthentication());
    boolean logsIn = request.getServletPath().equals(PageSecurity.LOGIN);
    if (e instanceof CsrfException && !isKnown && !logsIn) {
      unknown.commence(request, response, new InsufficientAuthenticationException("nobody", e));
    } else {
      others.handle(request, response, e);
    }
  }
}
