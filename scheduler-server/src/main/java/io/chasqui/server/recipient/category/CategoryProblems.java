package io.chasqui.server.recipient.category;

import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.api.problem.ProblemType;
import io.chasqui.server.api.problem.RequestRefused;
import org.springframework.http.HttpStatus;

/** What a change of categories may be refused for. */
public final class CategoryProblems {

  /** It is there in each installation. */
  public static final ProblemType BUILT_IN =
      new ProblemType("category-built-in", HttpStatus.CONFLICT);

  private CategoryProblems() {}

  static RequestRefused builtIn() {
    return new RequestRefused(BUILT_IN);
  }

  /** There is none of that name. */
  public static NotFound notFound() {
    return new NotFound("category-not-found");
  }
}
