package io.chasqui.server.security.person;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.server.api.access.AccessRule;
import io.chasqui.server.api.access.Role;
import io.chasqui.server.security.person.LoginSettings.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;

/** Everybody who logs in with a password: those in the configuration, or the first person. */
@Component
public class People implements UserDetailsService {

  private static final String KEY = "chasqui.login.users";

  private final Map<String, User> configured = new HashMap<>();
  private final FirstPasswords firstPasswords;
  private final boolean isFirstPersonLetIn;
  private final boolean logInByOidc;

  People(
      LoginSettings settings,
      FirstPasswords firstPasswords,
      ObjectProvider<ClientRegistrationRepository> oidc) {
    this.firstPasswords = firstPasswords;
    this.logInByOidc = oidc.getIfAvailable() != null;
    settings.users().forEach(this::add);
    this.isFirstPersonLetIn = configured.isEmpty() && !logInByOidc;
  }

  /** Whether anybody can log in with a password. */
  public boolean logInByPassword() {
    return isFirstPersonLetIn || !configured.isEmpty();
  }

  /** Whether people can log in by OpenID Connect. */
  public boolean logInByOidc() {
    return logInByOidc;
  }

  /** Whether this is the name of somebody who logs in with a password. */
  public boolean isKnown(String name) {
    return configured.containsKey(name) || isFirstPersonLetIn && name.equals(FirstPerson.NAME);
  }

  /** Those who log in with a password, and their roles; by their names. */
  public Map<String, Role> roles() {
    Map<String, Role> roles = new TreeMap<>();
    configured.forEach((name, user) -> roles.put(name, user.role()));
    if (isFirstPersonLetIn) {
      roles.put(FirstPerson.NAME, Role.ADMIN);
    }
    return roles;
  }

  /** Whether the server's own person is let in: nobody is configured. */
  boolean isFirstPersonLetIn() {
    return isFirstPersonLetIn;
  }

  @Override
  public UserDetails loadUserByUsername(String name) {
    User user = configured.get(name);
    if (user != null) {
      return details(name, user.passwordHash().withKind(), user.role().authorities());
    }
    if (isFirstPersonLetIn && name.equals(FirstPerson.NAME)) {
      return firstPasswords.find().map(People::details).orElseThrow(People::nobody);
    }
    throw nobody();
  }

  private void add(User user) {
    if (!user.passwordHash().isWellFormed()) {
      throw new InvalidSetting(
          KEY,
          "has a password-hash that is none.",
          "Make one with java -jar scheduler-server.jar users hash-password; bcrypt of cost 10 or"
              + " more and Argon2 are known.");
    }
    if (configured.put(user.name(), user) != null) {
      throw new InvalidSetting(KEY, "has a name twice.", "Give each person a name of their own.");
    }
  }

  private static UserDetails details(FirstPerson person) {
    List<GrantedAuthority> authorities =
        person.mustChoose()
            ? List.of(new SimpleGrantedAuthority(AccessRule.NEWCOMER))
            : Role.ADMIN.authorities();
    return details(FirstPerson.NAME, person.passwordHash(), authorities);
  }

  private static UserDetails details(
      String name, String passwordHash, List<GrantedAuthority> authorities) {
    return org.springframework.security.core.userdetails.User.withUsername(name)
        .password(passwordHash)
        .authorities(authorities)
        .build();
  }

  private static UsernameNotFoundException nobody() {
    return new UsernameNotFoundException("nobody has this name");
  }
}
