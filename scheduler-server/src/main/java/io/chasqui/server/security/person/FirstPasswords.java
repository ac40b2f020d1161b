package io.chasqui.server.security.person;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The password of the server's own person. */
@Component
public class FirstPasswords {

  /** How long a one-time password can be used. */
  public static final Duration KEPT = Duration.ofHours(24);

  private final FirstPerson.Store store;
  private final Clock clock;
  private final PasswordEncoder encoder = Passwords.encoder();

  FirstPasswords(FirstPerson.Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** A new one-time password, unless the person has chosen one; those before it are worthless. */
  Optional<String> makeUnlessChosen() {
    if (store.find().filter(person -> !person.mustChoose()).isPresent()) {
      return Optional.empty();
    }
    String password = Passwords.random();
    return store.saveUnlessChosen(oneTime(password)) ? Optional.of(password) : Optional.empty();
  }

  /** A new one-time password, also for a person who has forgotten the chosen one. */
  public String reset() {
    String password = Passwords.random();
    store.save(oneTime(password));
    return password;
  }

  /** Lets the person in with this password from now on. */
  public void choose(String password) {
    store.save(new FirstPerson(encoder.encode(password), null));
  }

  Optional<FirstPerson> find() {
    return store.find().filter(person -> person.isLetIn(clock.instant()));
  }

  private FirstPerson oneTime(String password) {
    return new FirstPerson(encoder.encode(password), clock.instant().plus(KEPT));
  }
}
