package io.chasqui.server.security.person;

import java.util.regex.Pattern;

/**
 * A password's hash, as bcrypt or Argon2 write it, {@code $2b$…} or {@code $argon2id$…}. It holds
 * any text, so that binding it never fails with the text in the message; {@link #isWellFormed}
 * tells whether it is one. Its text form shows nothing.
 */
final class PasswordHash {

  private static final Pattern BCRYPT =
      Pattern.compile("\\$2[aby]\\$(1[0-9]|2[0-9]|3[01])\\$[./A-Za-z0-9]{53}");

  private static final Pattern ARGON2 =
      Pattern.compile("\\$argon2(id|i|d)\\$v=19\\$m=[0-9]+,t=[0-9]+,p=[0-9]+\\$[^$]+\\$[^$]+");

  private final String hash;

  private PasswordHash(String hash) {
    this.hash = hash;
  }

  /** The conversion that configuration properties use. */
  public static PasswordHash valueOf(String hash) {
    return new PasswordHash(hash.strip());
  }

  boolean isWellFormed() {
    return BCRYPT.matcher(hash).matches() || ARGON2.matcher(hash).matches();
  }

  /** With the name of its kind, as {@link Passwords} reads it. */
  String withKind() {
    return (hash.startsWith("$argon2") ? Passwords.ARGON2 : Passwords.BCRYPT) + hash;
  }

  @Override
  public String toString() {
    return "PasswordHash[***]";
  }
}
