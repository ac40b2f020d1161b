package io.chasqui.server.console.key;

import io.chasqui.server.key.NewKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;

/** Keeps a new key in its maker's session until the next page has shown it, and no longer. */
final class KeyOnce implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String KEPT = KeyOnce.class.getName();

  private final String name;

  /** Not written with the session, should anybody ever do that. */
  private final transient String text;

  private KeyOnce(NewKey made) {
    this.name = made.key().name();
    this.text = made.text();
  }

  static void keep(NewKey made, HttpServletRequest request) {
    request.getSession().setAttribute(KEPT, new KeyOnce(made));
  }

  /** Once; empty the second time. */
  static Optional<MadeModel> take(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(KEPT) instanceof KeyOnce kept)) {
      return Optional.empty();
    }
    session.removeAttribute(KEPT);
    return kept.text == null ? Optional.empty() : Optional.of(new MadeModel(kept.text, kept.name));
  }
}
