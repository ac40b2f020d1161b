package io.chasqui.server.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.UnaryOperator;

/** By which names the fields of a request are told to its caller, where those are not our own. */
public final class FieldNaming {

  private static final String ATTRIBUTE = FieldNaming.class.getName();

  private FieldNaming() {}

  /** From now on, for this request. */
  public static void set(HttpServletRequest request, UnaryOperator<String> names) {
    request.setAttribute(ATTRIBUTE, names);
  }

  static List<FieldProblem> renamed(List<FieldProblem> problems, HttpServletRequest request) {
    @SuppressWarnings("unchecked") // Nobody else sets it.
    UnaryOperator<String> names = (UnaryOperator<String>) request.getAttribute(ATTRIBUTE);
    return names == null
        ? problems
        : problems.stream()
            .map(
                one ->
                    new FieldProblem(names.apply(one.field()), one.messageKey(), one.arguments()))
            .toList();
  }
}
