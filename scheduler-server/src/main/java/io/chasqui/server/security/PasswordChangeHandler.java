package io.chasqui.server.security;

import io.chasqui.server.api.access.AccessRule;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Leads whoever came with a one-time password to where another is chosen. */
final class PasswordChangeHandler implements AccessDeniedHandler {

  private static final SimpleGrantedAuthority MUST =
      new SimpleGrantedAuthority(AccessRule.NEWCOMER);

  private final AccessDeniedHandler others;

  PasswordChangeHandler(AccessDeniedHandler others) {
    this.others = others;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException, ServletException {
    Authentication person = SecurityContextHolder.getContext().getAuthentication();
    boolean mustChoose = person != null && person.getAuthorities().contains(MUST);
    if (mustChoose && PageRequests.opensAPage(request)) {
      response.sendRedirect(request.getContextPath() + "/password");
    } else {
      others.handle(request, response, e);
    }
  }
}
