package io.chasqui.server.intake;

import io.chasqui.server.api.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What a request with an Idempotency-Key may be refused for. */
final class IdempotencyProblems {

  /** A request with the same key is running. */
  static final ProblemType KEY_IN_USE =
      new ProblemType("idempotency-key-in-use", HttpStatus.CONFLICT);

  /** The key was used for another request. */
  static final ProblemType KEY_REUSED =
      new ProblemType("idempotency-key-reused", HttpStatus.UNPROCESSABLE_ENTITY);

  private IdempotencyProblems() {}
}
