package io.chasqui.server.api.request;

import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses what an operation would pass over: parameters in its query that it does not have, and a
 * body where it takes none. What it has is read from the method that handles it.
 */
final class InputCheck implements HandlerInterceptor {

  /** In bytes. Many clients send an empty object where there is nothing to say. */
  private static final int LONGEST_NOTHING = 64;

  private final QueryNames query;
  private final boolean refusesUnknown;

  InputCheck(boolean refusesUnknown) {
    this.query = new QueryNames(refusesUnknown);
    this.refusesUnknown = refusesUnknown;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (handler instanceof HandlerMethod operation) {
      List<FieldProblem> problems =
          new ArrayList<>(query.problems(request.getQueryString(), operation));
      if (refusesUnknown && !takesABody(operation) && saysSomething(request)) {
        problems.add(new FieldProblem("body", "field.noBody"));
      }
      if (!problems.isEmpty()) {
        throw new InvalidRequest(problems, null);
      }
    }
    return true;
  }

  private static boolean takesABody(HandlerMethod operation) {
    return consumes(operation.getMethodAnnotation(RequestMapping.class))
        || consumes(
            AnnotatedElementUtils.findMergedAnnotation(
                operation.getBeanType(), RequestMapping.class));
  }

  private static boolean consumes(@Nullable RequestMapping mapping) {
    return mapping != null && mapping.consumes().length > 0;
  }

  private static boolean saysSomething(HttpServletRequest request) throws IOException {
    boolean isChunked = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    long length = request.getContentLengthLong();
    if (length == 0 || length < 0 && !isChunked) {
      return false;
    }
    if (length > LONGEST_NOTHING) {
      return true;
    }
    byte[] body = request.getInputStream().readNBytes(LONGEST_NOTHING + 1);
    String text = new String(body, StandardCharsets.UTF_8).strip();
    return !text.isEmpty() && !text.equals("{}");
  }
}
