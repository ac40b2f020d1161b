package io.chasqui.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Lets what filters refuse be answered in the form that controllers' refusals have. */
@Component
class SecurityProblems implements AuthenticationEntryPoint, RequestRejectedHandler {

  private final HandlerExceptionResolver resolver;

  SecurityProblems(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    answer(request, response, e);
  }

  /** What Spring Security's firewall lets nobody look at: odd methods, paths with two meanings. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException e)
      throws IOException {
    answer(request, response, new ResponseStatusException(HttpStatus.BAD_REQUEST));
  }

  void answer(HttpServletRequest request, HttpServletResponse response, Exception e)
      throws IOException {
    if (resolver.resolveException(request, response, null, e) == null) {
      response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }
  }
}
