package io.chasqui.server.delivery.bulk;

import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.api.problem.ProblemType;
import io.chasqui.server.api.problem.RequestRefused;
import org.springframework.http.HttpStatus;

/** What a bulk act may be refused for. */
public final class BulkProblems {

  /** The filter selects more, or fewer, than it did in the dry run, by more than a tenth. */
  public static final ProblemType CHANGED = new ProblemType("bulk-changed", HttpStatus.CONFLICT);

  /** The filter selects more than an act may be about. */
  public static final ProblemType TOO_MANY =
      new ProblemType("bulk-too-many", HttpStatus.UNPROCESSABLE_ENTITY);

  /** The act is done, or was stopped before. */
  public static final ProblemType ENDED = new ProblemType("bulk-ended", HttpStatus.CONFLICT);

  private BulkProblems() {}

  /** The answer says how many it would change now. */
  static RequestRefused changed(int wanted) {
    return new RequestRefused(CHANGED, "wanted", wanted);
  }

  /** The answer says how many it may be about. */
  static RequestRefused tooMany() {
    return new RequestRefused(TOO_MANY, "most", BulkDryRun.MOST);
  }

  /** The answer says how it ended. */
  static RequestRefused ended(BulkState state) {
    return new RequestRefused(ENDED, "state", state.name());
  }

  /** Whether an act was refused for what its filter selects now. */
  public static boolean isOfSelection(RequestRefused refused) {
    return refused.isOf(CHANGED) || refused.isOf(TOO_MANY);
  }

  /** Whether it was refused because the act has ended. */
  public static boolean isOfItsEnd(RequestRefused refused) {
    return refused.isOf(ENDED);
  }

  /** There is no such act. */
  public static NotFound notFound() {
    return new NotFound("bulk-not-found");
  }
}
