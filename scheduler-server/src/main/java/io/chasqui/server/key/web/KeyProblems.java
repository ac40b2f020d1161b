package io.chasqui.server.key.web;

import io.chasqui.server.api.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What an act on keys may be refused for. */
final class KeyProblems {

  /** A name has as many live keys as it may have. */
  static final ProblemType TOO_MANY_KEYS = new ProblemType("too-many-keys", HttpStatus.CONFLICT);

  private KeyProblems() {}
}
