package io.chasqui.server.security.person;

/** What is wrong with a password that a person chooses. */
public enum PasswordFault {
  /** Somebody could guess it. */
  TOO_SHORT("It must have at least " + Passwords.SHORTEST + " characters."),
  /** bcrypt would not read it to its end. */
  TOO_LONG("It must have at most " + Passwords.MOST_BYTES + " bytes."),
  /** It was not typed the same twice. */
  NOT_THE_SAME("The two are not the same.");

  private final String text;

  PasswordFault(String text) {
    this.text = text;
  }

  /** For whoever runs a command. */
  public String text() {
    return text;
  }
}
