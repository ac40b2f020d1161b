package io.chasqui.server.recipient;

import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.api.problem.ProblemType;
import io.chasqui.server.api.problem.RequestRefused;
import org.springframework.http.HttpStatus;

/** What a change of the directory may be refused for. */
public final class RecipientProblems {

  /** There is one of this id. */
  public static final ProblemType EXISTS = new ProblemType("recipient-exists", HttpStatus.CONFLICT);

  /** Another recipient has this external id. */
  public static final ProblemType EXTERNAL_ID_TAKEN =
      new ProblemType("external-id-taken", HttpStatus.CONFLICT);

  /** It was erased, and what it got has not been emptied to the end. */
  public static final ProblemType BEING_ERASED =
      new ProblemType("recipient-being-erased", HttpStatus.CONFLICT);

  private RecipientProblems() {}

  /** As long as something of the old one is being sent, nobody can have its id. */
  public static RequestRefused beingErased() {
    return new RequestRefused(BEING_ERASED);
  }

  /** Also of one that was erased: what is gone is not told apart from what never was. */
  public static NotFound notFound() {
    return new NotFound("recipient-not-found");
  }
}
