package io.chasqui.server.security.person;

import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The password of the server's own person. */
@Component
public class FirstPasswords {

  /** How long a one-time password can be used. */
  public static final Duration KEPT = Duration.ofHours(24);

  private static final Act MADE = Act.done("password.made", "PERSON", FirstPerson.NAME);
  private static final Act CHOSEN = Act.done("password.chosen", "PERSON", FirstPerson.NAME);

  private final FirstPerson.Store store;
  private final Audit audit;
  private final TransactionOperations transaction;
  private final Clock clock;
  private final PasswordEncoder encoder = Passwords.encoder();

  FirstPasswords(
      FirstPerson.Store store, Audit audit, TransactionOperations transaction, Clock clock) {
    this.store = store;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** A new one-time password, unless the person has chosen one; those before it are worthless. */
  Optional<String> makeUnlessChosen() {
    if (store.find().filter(person -> !person.mustChoose()).isPresent()) {
      return Optional.empty();
    }
    String password = Passwords.random();
    FirstPerson oneTime = oneTime(password);
    return isDone(() -> store.saveUnlessChosen(oneTime), MADE)
        ? Optional.of(password)
        : Optional.empty();
  }

  /** A new one-time password, also for a person who has forgotten the chosen one. */
  public String reset() {
    String password = Passwords.random();
    save(oneTime(password), MADE);
    return password;
  }

  /** Lets the person in with this password from now on. */
  public void choose(String password) {
    save(new FirstPerson(encoder.encode(password), null), CHOSEN);
  }

  Optional<FirstPerson> find() {
    return store.find().filter(person -> person.isLetIn(clock.instant()));
  }

  private void save(FirstPerson person, Act act) {
    isDone(
        () -> {
          store.save(person);
          return true;
        },
        act);
  }

  private boolean isDone(BooleanSupplier change, Act act) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              boolean isDone = change.getAsBoolean();
              if (isDone) {
                audit.record(act);
              }
              return isDone;
            }));
  }

  private FirstPerson oneTime(String password) {
    return new FirstPerson(encoder.encode(password), clock.instant().plus(KEPT));
  }
}
