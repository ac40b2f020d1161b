package io.chasqui.server.api.access;

import java.util.Arrays;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a person may do; each role includes those before it. */
public enum Role {
  /** Looks at everything. */
  VIEWER,
  /** Acts on jobs. */
  OPERATOR,
  /** Everything. */
  ADMIN;

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
