package io.chasqui.email;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** How we log in. The text form of each kind holds no secret. */
public sealed interface Credentials {

  String username();

  /** AUTH LOGIN or PLAIN. */
  record Password(String username, String password) implements Credentials {

    @Override
    public String toString() {
      return "Password[" + username + "]";
    }
  }

  /**
   * AUTH XOAUTH2.
   *
   * @param refreshToken null: the client_credentials grant is used
   */
  record OAuth2(
      String username,
      URI tokenUrl,
      String clientId,
      String clientSecret,
      @Nullable String refreshToken,
      @Nullable String scope)
      implements Credentials {

    @Override
    public String toString() {
      return "OAuth2[" + username + "]";
    }
  }
}
