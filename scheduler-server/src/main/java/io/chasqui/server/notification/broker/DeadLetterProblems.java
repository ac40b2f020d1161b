package io.chasqui.server.notification.broker;

import io.chasqui.server.api.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What a request about dead letters may be refused for. */
public final class DeadLetterProblems {

  /** The broker where they lie cannot be reached. */
  public static final ProblemType BROKER_AWAY =
      new ProblemType("broker-away", HttpStatus.SERVICE_UNAVAILABLE);

  private DeadLetterProblems() {}
}
