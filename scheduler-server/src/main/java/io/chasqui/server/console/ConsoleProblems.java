package io.chasqui.server.console;

import io.chasqui.server.api.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What a page may be refused for. */
final class ConsoleProblems {

  /** What a page asks of the database takes too long. */
  static final ProblemType TOO_MUCH =
      new ProblemType("console-too-much", HttpStatus.SERVICE_UNAVAILABLE);

  private ConsoleProblems() {}
}
