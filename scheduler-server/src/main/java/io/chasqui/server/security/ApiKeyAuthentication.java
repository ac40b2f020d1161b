package io.chasqui.server.security;

import io.chasqui.server.api.access.Scope;
import io.chasqui.server.key.ApiKey;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A request that came with a live key. */
final class ApiKeyAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient ApiKey key;

  ApiKeyAuthentication(ApiKey key) {
    super(authorities(key));
    this.key = key;
    setAuthenticated(true);
  }

  ApiKey key() {
    return key;
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  /** The key's id. */
  @Override
  public Object getPrincipal() {
    return key.id();
  }

  /** The key's name, which stays when the key is replaced. */
  @Override
  public String getName() {
    return key.name();
  }

  private static List<SimpleGrantedAuthority> authorities(ApiKey key) {
    return Arrays.stream(Scope.values())
        .filter(key::allows)
        .map(scope -> new SimpleGrantedAuthority(scope.authority()))
        .toList();
  }
}
