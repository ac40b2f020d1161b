package io.chasqui.server.delivery;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.api.problem.ProblemType;
import io.chasqui.server.api.problem.RequestRefused;
import org.springframework.http.HttpStatus;

/** What a delivery may be refused for. */
public final class DeliveryProblems {

  /** The delivery is in a state in which it cannot be done any more, or yet. */
  public static final ProblemType STATE_CONFLICT =
      new ProblemType("state-conflict", HttpStatus.CONFLICT);

  /** The delivery's recipient and texts are gone, so it cannot be sent again. */
  public static final ProblemType ERASED = new ProblemType("erased", HttpStatus.CONFLICT);

  private DeliveryProblems() {}

  /** The answer says in which state the delivery is. */
  public static RequestRefused inState(DeliveryStatus current) {
    return new RequestRefused(STATE_CONFLICT, "currentStatus", current.name());
  }

  /** There is no such delivery. */
  public static NotFound notFound() {
    return new NotFound("delivery-not-found");
  }
}
