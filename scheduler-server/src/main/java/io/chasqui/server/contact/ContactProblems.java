package io.chasqui.server.contact;

import io.chasqui.server.api.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What a message of the contact form may be refused for. */
public final class ContactProblems {

  /** Too many messages have come by the form. */
  public static final ProblemType LIMITED =
      new ProblemType("contact-limited", HttpStatus.TOO_MANY_REQUESTS);

  /** A page of this origin may not send it. */
  public static final ProblemType ORIGIN_NOT_ALLOWED =
      new ProblemType("origin-not-allowed", HttpStatus.FORBIDDEN);

  private ContactProblems() {}
}
