package io.chasqui.server.security.person;

import io.chasqui.platform.TextCut;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a password that a person chooses must be: long, and of what bcrypt reads to its end. */
public final class ChosenPassword {

  private ChosenPassword() {}

  /** What is wrong with a password; empty when nothing is. */
  public static Optional<PasswordFault> problemOf(String password, String again) {
    if (TextCut.length(password) < Passwords.SHORTEST) {
      return Optional.of(PasswordFault.TOO_SHORT);
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > Passwords.MOST_BYTES) {
      return Optional.of(PasswordFault.TOO_LONG);
    }
    if (!password.equals(again)) {
      return Optional.of(PasswordFault.NOT_THE_SAME);
    }
    return Optional.empty();
  }
}
