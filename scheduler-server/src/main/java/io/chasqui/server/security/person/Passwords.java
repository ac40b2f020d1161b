package io.chasqui.server.security.person;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Hashes passwords, and makes some. */
public final class Passwords {

  static final String BCRYPT = "{bcrypt}";
  static final String ARGON2 = "{argon2}";

  /** Shorter ones are refused. */
  public static final int SHORTEST = 12;

  /** More than so many bytes bcrypt does not read. */
  public static final int MOST_BYTES = 72;

  private static final int COST = 12;
  private static final int RANDOM_BYTES = 18;

  private Passwords() {}

  /** Knows both kinds of hash, and makes bcrypt's. */
  public static PasswordEncoder encoder() {
    PasswordEncoder bcrypt = new BCryptPasswordEncoder(COST);
    PasswordEncoder argon2 = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", bcrypt, "argon2", argon2));
  }

  /** A hash for {@code chasqui.login.users[…].password-hash}. */
  public static String hash(String password) {
    return new BCryptPasswordEncoder(COST).encode(password);
  }

  /** 24 characters that nobody guesses. */
  static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
