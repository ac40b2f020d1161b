package io.chasqui.server.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;

/**
 * What the next page says of what was done on the one before.
 *
 * @param text as the person reads it
 * @param isDone false: it was refused
 */
public record Said(String text, boolean isDone) implements Serializable {

  private static final String KEPT = Said.class.getName();

  /** Keeps it for the next page of this person. */
  public void on(HttpServletRequest request) {
    request.getSession().setAttribute(KEPT, this);
  }

  /** What is to be said now, once; empty: nothing. */
  static Optional<Said> take(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(KEPT) instanceof Said said)) {
      return Optional.empty();
    }
    session.removeAttribute(KEPT);
    return Optional.of(said);
  }
}
