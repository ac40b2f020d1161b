package io.chasqui.server.security;

import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Who is logged in to this server, and lets an admin end that: of a role that was taken away, or a
 * browser that was left behind. Other servers have sessions of their own.
 */
@Component
public class OpenSessions {

  private static final String KEPT = OpenSessions.class.getName();

  private final Set<Known> open = ConcurrentHashMap.newKeySet();
  private final Audit audit;
  private final TransactionOperations transaction;

  OpenSessions(Audit audit, TransactionOperations transaction) {
    this.audit = audit;
    this.transaction = transaction;
  }

  /** Somebody has logged in. However the session ends, it is forgotten here by itself. */
  void opened(HttpSession session, String login) {
    session.setAttribute(KEPT, new Known(session, login));
  }

  /** How many there are of each login. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new HashMap<>();
    open.forEach(one -> counts.merge(one.login, 1, Integer::sum));
    return counts;
  }

  /**
   * Ends all sessions of a login but one, from the next request on.
   *
   * @param but the session of whoever does it
   * @return how many that were
   */
  public int end(String login, HttpSession but) {
    Object mine = but.getAttribute(KEPT);
    List<Known> others =
        open.stream().filter(one -> one.login.equals(login) && !one.equals(mine)).toList();
    if (!others.isEmpty()) {
      Act act = Act.done("sessions.ended", "PERSON", login).with("sessions", others.size());
      transaction.executeWithoutResult(status -> audit.record(act));
      others.forEach(Known::end);
    }
    return others.size();
  }

  /** A session, as long as it lasts. */
  private final class Known implements HttpSessionBindingListener {

    private final HttpSession session;
    private final String login;

    Known(HttpSession session, String login) {
      this.session = session;
      this.login = login;
    }

    @Override
    public void valueBound(HttpSessionBindingEvent event) {
      open.add(this);
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
      open.remove(this);
    }

    void end() {
      try {
        session.invalidate();
      } catch (IllegalStateException e) {
        // It has ended meanwhile.
        open.remove(this);
      }
    }
  }
}
