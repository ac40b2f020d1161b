package io.chasqui.server.security.person;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may log in to the pages.
 *
 * @param users people with passwords; none: the server makes a one-time password for {@code admin},
 *     unless people log in by OpenID Connect
 */
@Validated
@ConfigurationProperties("chasqui.login")
record LoginSettings(@DefaultValue @Valid List<User> users, @DefaultValue @Valid Oidc oidc) {

  LoginSettings {
    users = List.copyOf(users);
  }

  /**
   * A person with a password.
   *
   * @param name what the person logs in with
   * @param passwordHash by bcrypt, cost 10 or more, or by Argon2
   * @param role {@code viewer}, {@code operator} or {@code admin}
   */
  record User(@NotBlank String name, @NotNull PasswordHash passwordHash, @NotNull Role role) {}

  /**
   * How people who log in by OpenID Connect get their role.
   *
   * @param rolesClaim the claim of the ID token that lists what a person is, {@code roles} or
   *     {@code realm_access.roles}
   * @param roles which of its values is which role; whoever has none gets in nowhere
   */
  record Oidc(
      @DefaultValue("roles") @NotBlank String rolesClaim, @DefaultValue Map<String, Role> roles) {

    Oidc {
      roles = Map.copyOf(roles);
    }
  }
}
