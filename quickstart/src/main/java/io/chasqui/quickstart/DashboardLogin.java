package io.chasqui.quickstart;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** The one person who can log in, with a password of this start. */
public final class DashboardLogin {

  public static final String NAME = "admin";

  private static final int RANDOM_BYTES = 18;

  private final String password;

  private DashboardLogin(String password) {
    this.password = password;
  }

  /** With a password that nobody has seen. */
  public static DashboardLogin random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new DashboardLogin(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  public String password() {
    return password;
  }

  /** Tells the server, as variables of its environment; the password itself it does not get. */
  public Map<String, String> environment() {
    return Map.of(
        "CHASQUI_LOGIN_USERS_0_NAME",
        NAME,
        "CHASQUI_LOGIN_USERS_0_PASSWORDHASH",
        BCrypt.hashpw(password, BCrypt.gensalt()),
        "CHASQUI_LOGIN_USERS_0_ROLE",
        "admin");
  }
}
