package io.chasqui.server.recipient.push;

import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.api.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What a change of push subscriptions may be refused for. */
public final class PushProblems {

  /** The recipient has as many as there may be. */
  public static final ProblemType TOO_MANY =
      new ProblemType("too-many-push-subscriptions", HttpStatus.CONFLICT);

  private PushProblems() {}

  /** Of a subscription; also of another recipient's. */
  public static NotFound notFound() {
    return new NotFound("push-subscription-not-found");
  }
}
