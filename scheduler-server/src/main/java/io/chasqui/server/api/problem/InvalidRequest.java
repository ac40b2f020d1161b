package io.chasqui.server.api.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request with fields that are wrong: all of them, not only the first. */
public final class InvalidRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<FieldProblem> problems;
  private final @Nullable String correlationId;

  /**
   * @param correlationId the request's own, when it is a valid one
   */
  public InvalidRequest(List<FieldProblem> problems, @Nullable String correlationId) {
    super("invalid: " + problems.stream().map(FieldProblem::field).toList());
    this.problems = List.copyOf(problems);
    this.correlationId = correlationId;
  }

  public InvalidRequest(FieldProblem problem) {
    this(List.of(problem), null);
  }

  public List<FieldProblem> problems() {
    return problems;
  }

  public @Nullable String correlationId() {
    return correlationId;
  }
}
