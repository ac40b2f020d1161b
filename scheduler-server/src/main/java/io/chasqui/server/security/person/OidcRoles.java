package io.chasqui.server.security.person;

import io.chasqui.server.api.access.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.stereotype.Component;

/** The roles that an ID token gives a person, and no other authority that a provider thinks of. */
@Component
public class OidcRoles implements GrantedAuthoritiesMapper {

  private final LoginSettings.Oidc settings;

  OidcRoles(LoginSettings settings) {
    this.settings = settings.oidc();
  }

  /** Which values of the claim give which role; by the values. */
  public Map<String, Role> byValue() {
    return new TreeMap<>(settings.roles());
  }

  /** The claim of the ID token that has these values. */
  public String claim() {
    return settings.rolesClaim();
  }

  @Override
  public Collection<? extends GrantedAuthority> mapAuthorities(
      Collection<? extends GrantedAuthority> authorities) {
    return authorities.stream()
        .filter(OidcUserAuthority.class::isInstance)
        .map(authority -> ((OidcUserAuthority) authority).getIdToken().getClaims())
        .flatMap(claims -> values(claims).stream())
        .map(value -> settings.roles().get(value))
        .filter(Objects::nonNull)
        .flatMap(role -> role.authorities().stream())
        .distinct()
        .toList();
  }

  private List<String> values(Map<String, Object> claims) {
    Object value = find(claims, settings.rolesClaim());
    List<String> values = new ArrayList<>();
    if (value instanceof Collection<?> several) {
      several.forEach(one -> values.add(String.valueOf(one)));
    } else if (value instanceof String one) {
      values.add(one);
    }
    return values;
  }

  /** A dot leads into a claim, or belongs to its name, as in {@code https://example.com/roles}. */
  private static @Nullable Object find(Map<?, ?> claims, String name) {
    if (claims.containsKey(name)) {
      return claims.get(name);
    }
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      if (claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner) {
        Object found = find(inner, name.substring(dot + 1));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
