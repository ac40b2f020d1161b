package io.chasqui.server.security;

import io.micrometer.core.instrument.MeterRegistry;
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

  private static final String REFUSED = "chasqui.requests.refused";

  private final HandlerExceptionResolver resolver;
  private final MeterRegistry meters;

  SecurityProblems(
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver,
      MeterRegistry meters) {
    this.resolver = resolver;
    this.meters = meters;
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
    meters.counter(REFUSED, "status", String.valueOf(response.getStatus())).increment();
  }
}
