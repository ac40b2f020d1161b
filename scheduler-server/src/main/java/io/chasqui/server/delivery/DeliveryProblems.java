package io.chasqui.server.delivery;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.api.problem.ProblemType;
import io.chasqui.server.api.problem.RequestRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What a delivery may be refused for. */
public final class DeliveryProblems {

  /** The delivery is in a state in which it cannot be done any more, or yet. */
  public static final ProblemType STATE_CONFLICT =
      new ProblemType("state-conflict", HttpStatus.CONFLICT);

  /** The delivery's recipient and texts are gone, so it cannot be sent again. */
  public static final ProblemType ERASED = new ProblemType("erased", HttpStatus.CONFLICT);

  /** What the delivery said was erased. */
  public static final ProblemType CONTENT_ERASED =
      new ProblemType("content-erased", HttpStatus.GONE);

  private DeliveryProblems() {}

  /** The answer says in which state the delivery is. */
  public static RequestRefused inState(DeliveryStatus current) {
    return new RequestRefused(STATE_CONFLICT, "currentStatus", current.name());
  }

  /**
   * The answer has the hash of what is gone.
   *
   * @param sha256 null: none was kept
   */
  public static RequestRefused contentErased(@Nullable String sha256) {
    return sha256 == null
        ? new RequestRefused(CONTENT_ERASED)
        : new RequestRefused(CONTENT_ERASED, "sha256", sha256);
  }

  /** There is no such delivery. */
  public static NotFound notFound() {
    return new NotFound("delivery-not-found");
  }
}
