package io.chasqui.server.api.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a person may do; each role includes those before it. */
public enum Role {
  /** Looks at everything, and sees no recipient unmasked. */
  VIEWER,
  /** Acts on everything, but neither approves what others wrote nor says who gets in. */
  OPERATOR,
  /** Everything. */
  ADMIN;

  /** What it allows, in the words that keys have for it. */
  public Set<Scope> scopes() {
    return switch (this) {
      case VIEWER -> EnumSet.of(Scope.READ);
      case OPERATOR -> EnumSet.complementOf(EnumSet.of(Scope.APPROVE, Scope.ADMIN));
      case ADMIN -> EnumSet.allOf(Scope.class);
    };
  }

  /** As people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As Spring Security knows it. */
  public String authority() {
    return "ROLE_" + name();
  }

  /** Its own and those that it includes. */
  public List<GrantedAuthority> authorities() {
    return Arrays.stream(values())
        .filter(role -> role.compareTo(this) <= 0)
        .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(role.authority()))
        .toList();
  }
}
