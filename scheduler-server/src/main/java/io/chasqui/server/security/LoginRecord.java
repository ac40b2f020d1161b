package io.chasqui.server.security;

import io.chasqui.server.api.access.Role;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Actor;
import io.chasqui.server.audit.Audit;
import io.chasqui.server.security.person.People;
import io.github.bucket4j.Bucket;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes each login into the audit. Nobody is let in of whom that could not be written, so it is
 * done where sessions begin. Of logins that failed the name is written when somebody has it: what
 * else stands in that field may be a password.
 */
@Component
class LoginRecord implements SessionAuthenticationStrategy {

  private static final Logger log = LoggerFactory.getLogger(LoginRecord.class);

  private static final String WORD = "login";
  private static final String KIND = "PERSON";

  /** As many as fail under a name that somebody has, before none is looked at any more. */
  private static final int MOST_BY_NOBODY = 100;

  private static final Duration MOST_WITHIN = Duration.ofMinutes(10);

  private final Audit audit;
  private final TransactionOperations transaction;
  private final People people;
  private final OpenSessions sessions;

  /** Anybody can let a login fail, and names without end can be made up. */
  private final Bucket byNobody =
      Bucket.builder()
          .addLimit(
              limit -> limit.capacity(MOST_BY_NOBODY).refillGreedy(MOST_BY_NOBODY, MOST_WITHIN))
          .build();

  LoginRecord(
      Audit audit, TransactionOperations transaction, People people, OpenSessions sessions) {
    this.audit = audit;
    this.transaction = transaction;
    this.people = people;
    this.sessions = sessions;
  }

  @Override
  public void onAuthentication(
      Authentication person, HttpServletRequest request, HttpServletResponse response) {
    String login = person.getName();
    Act act =
        Act.done(WORD, KIND, login)
            .by(Actor.person(login, request.getRemoteAddr(), Actor.LOGIN))
            .with("role", role(person));
    try {
      record(act);
    } catch (DataAccessException | TransactionException e) {
      throw new InternalAuthenticationServiceException("a login could not be recorded", e);
    }
    sessions.opened(request.getSession(), login);
  }

  /**
   * A login that failed, by a fault of whoever tried.
   *
   * @param name that was given; null: none
   * @param reason a code
   */
  void failed(HttpServletRequest request, @Nullable String name, String reason) {
    Optional<String> login = Optional.ofNullable(name).filter(people::isKnown);
    if (login.isEmpty() && !byNobody.tryConsume(1)) {
      return;
    }
    String address = request.getRemoteAddr();
    Actor actor =
        login
            .map(known -> Actor.person(known, address, Actor.LOGIN))
            .orElseGet(() -> Actor.nobody(address, Actor.LOGIN));
    try {
      record(Act.refused(WORD, KIND, login.orElse(null), reason).by(actor));
    } catch (DataAccessException | TransactionException e) {
      log.warn("A login that failed could not be recorded", e);
    }
  }

  private void record(Act act) {
    transaction.executeWithoutResult(status -> audit.record(act));
  }

  /** The highest; null: none yet, or none at all. */
  private static @Nullable String role(Authentication person) {
    List<String> authorities =
        person.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
    return Arrays.stream(Role.values())
        .filter(role -> authorities.contains(role.authority()))
        .max(Comparator.naturalOrder())
        .map(Role::word)
        .orElse(null);
  }
}
