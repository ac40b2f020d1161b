package io.chasqui.server.template;

import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.api.problem.ProblemType;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.template.RenderedMessage.NotSaid;
import java.util.List;
import org.springframework.http.HttpStatus;

/** What an act on a template may be refused for. */
public final class TemplateProblems {

  /** It is not in a state for that. */
  public static final ProblemType NOT_POSSIBLE =
      new ProblemType("template-status", HttpStatus.CONFLICT);

  /** It has faults; they are named. */
  public static final ProblemType INVALID_TEMPLATE =
      new ProblemType("invalid-template", HttpStatus.UNPROCESSABLE_ENTITY);

  /** Data are missing or of another type; they are named. */
  public static final ProblemType INVALID_DATA =
      new ProblemType("invalid-data", HttpStatus.UNPROCESSABLE_ENTITY);

  /** Nobody is reached so. */
  public static final ProblemType NO_ADDRESS =
      new ProblemType("no-address", HttpStatus.UNPROCESSABLE_ENTITY);

  private TemplateProblems() {}

  static RequestRefused notPossible(TemplateStatus status) {
    return new RequestRefused(NOT_POSSIBLE, "status", status.name());
  }

  static RequestRefused notSaid(NotSaid refusal) {
    return new RequestRefused(
        INVALID_DATA,
        List.of(new FieldProblem(refusal.part(), "template." + refusal.reason(), refusal.name())));
  }

  /** There is none of this id. */
  public static NotFound notFound() {
    return new NotFound("template-not-found");
  }
}
