package io.chasqui.server.template.event;

import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.api.problem.ProblemType;
import io.chasqui.server.api.problem.RequestRefused;
import org.springframework.http.HttpStatus;

/** What a change of types of events may be refused for. */
public final class EventTypeProblems {

  /** Something that is not over is of this type. */
  public static final ProblemType IN_USE =
      new ProblemType("event-type-in-use", HttpStatus.CONFLICT);

  private EventTypeProblems() {}

  static RequestRefused inUse() {
    return new RequestRefused(IN_USE);
  }

  /** There is none of that name. */
  public static NotFound notFound() {
    return new NotFound("event-type-not-found");
  }
}
