package io.chasqui.server.console;

import io.chasqui.contract.schedule.FieldError;
import io.chasqui.server.api.problem.ProblemPage;
import io.chasqui.server.api.request.Address;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Shows problems of the console and of the login in their look, to those who open pages. */
@Component
class ConsoleProblemPage implements ProblemPage {

  private static final Pattern PAGES =
      Pattern.compile("/(?:console|login|logout|password)(?:/.*)?");

  /** What to do next is said for these; for all others in one way. */
  private static final List<Integer> WITH_ADVICE = List.of(403, 404, 409, 429, 503);

  private final ObjectProvider<Pages> pages;

  ConsoleProblemPage(ObjectProvider<Pages> pages) {
    this.pages = pages;
  }

  @Override
  public Optional<byte[]> of(ProblemDetail problem, HttpServletRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    boolean isPerson = accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
    return isPerson && PAGES.matcher(path(request)).matches()
        ? Optional.of(pages.getObject().html(page(problem, request), request).toByteArray())
        : Optional.empty();
  }

  private Page page(ProblemDetail problem, HttpServletRequest request) {
    boolean isKnown = pages.getObject().viewer(request).role() != null;
    return new Page(
        isKnown ? "problem/problem" : "problem/door",
        "",
        Objects.requireNonNullElse(problem.getTitle(), String.valueOf(problem.getStatus())),
        model(problem));
  }

  private static ProblemModel model(ProblemDetail problem) {
    int status = problem.getStatus();
    Map<String, Object> more = Objects.requireNonNullElse(problem.getProperties(), Map.of());
    return new ProblemModel(
        status,
        problem.getDetail(),
        errors(more.get("errors")),
        WITH_ADVICE.contains(status) ? String.valueOf(status) : "other",
        more.get("correlationId") instanceof String id ? id : null);
  }

  private static List<String> errors(@Nullable Object errors) {
    return errors instanceof List<?> all
        ? all.stream()
            .filter(FieldError.class::isInstance)
            .map(FieldError.class::cast)
            .map(error -> error.field() + ": " + error.message())
            .toList()
        : List.of();
  }

  /** Of an error that the web server told it is the one that was asked for. */
  private static String path(HttpServletRequest request) {
    Object broken = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String context = request.getContextPath();
    return broken instanceof String path && path.startsWith(context)
        ? path.substring(context.length())
        : Address.pathWithin(request);
  }
}
