package io.chasqui.server.contact.web;

import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.contact.ContactProblems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Refuses pages of other origins in the form that all refusals have. */
final class OriginCheck extends DefaultCorsProcessor {

  private final HandlerExceptionResolver problems;

  OriginCheck(HandlerExceptionResolver problems) {
    this.problems = problems;
  }

  @Override
  public boolean processRequest(
      @Nullable CorsConfiguration rules, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean isAllowed = super.processRequest(rules, request, response);
    if (!isAllowed) {
      problems.resolveException(
          request, response, null, new RequestRefused(ContactProblems.ORIGIN_NOT_ALLOWED));
    }
    return isAllowed;
  }

  /** In Spring this is a line of plain text. */
  @Override
  protected void rejectRequest(ServerHttpResponse response) {}
}
