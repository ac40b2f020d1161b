package io.chasqui.server.security.person;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Prints a one-time password at each start, until the first person has chosen one. */
@Component
class FirstPasswordNotice {

  private final People people;
  private final FirstPasswords passwords;

  FirstPasswordNotice(People people, FirstPasswords passwords) {
    this.people = people;
    this.passwords = passwords;
  }

  /** Not logged: logs are kept and passed on. */
  @EventListener(ApplicationReadyEvent.class)
  @SuppressWarnings("SystemOut")
  void print() {
    if (people.isFirstPersonLetIn()) {
      passwords.makeUnlessChosen().map(FirstPasswordNotice::text).ifPresent(System.out::println);
    }
  }

  private static String text(String password) {
    return """

    Nobody is configured under chasqui.login. Log in once as %s with the password %s,
    within %s hours, and choose one of your own.
    """
        .formatted(FirstPerson.NAME, password, FirstPasswords.KEPT.toHours());
  }
}
