package io.chasqui.server.security.person;

import io.chasqui.server.api.access.Role;
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
 * @param users people who log in with a password, by {@code CHASQUI_LOGIN_USERS_0_NAME}, {@code
 *     CHASQUI_LOGIN_USERS_0_PASSWORDHASH} and {@code CHASQUI_LOGIN_USERS_0_ROLE}; without any the
 *     first start prints a one-time password for {@code admin}, unless people log in by OpenID
 *     Connect. See docs/security.md
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
   * @param roles which values of {@code roles-claim} are {@code viewer}, {@code operator} or {@code
   *     admin}: {@code chasqui.login.oidc.roles.ops=operator}, {@code chasqui.login.oidc.roles[a
   *     value/with others]=viewer}; whoever has none of them gets in nowhere
   * @param rolesClaim the claim of the ID token by which people who log in by OpenID Connect get
   *     their role; dots lead into a claim: {@code realm_access.roles}
   */
  record Oidc(
      @DefaultValue("roles") @NotBlank String rolesClaim, @DefaultValue Map<String, Role> roles) {

    Oidc {
      roles = Map.copyOf(roles);
    }
  }
}
