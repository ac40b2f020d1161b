package io.chasqui.server.security;

import io.chasqui.server.key.Scope;
import io.chasqui.server.security.person.People;
import io.chasqui.server.security.person.Role;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may use an address.
 *
 * @param authorities one of them is enough; none: everybody may
 */
record Access(HttpMethod method, PathPattern pattern, Set<String> authorities) {

  /** For everybody, without a key or a login. */
  static Access everybody(HttpMethod method, String pattern) {
    return new Access(method, parse(pattern), Set.of());
  }

  /** For keys that have the scope. */
  static Access key(HttpMethod method, String pattern, Scope scope) {
    return new Access(method, parse(pattern), Set.of(ApiKeyAuthentication.authority(scope)));
  }

  /** For people who have the role. */
  static Access person(HttpMethod method, String pattern, Role role) {
    return new Access(method, parse(pattern), Set.of(role.authority()));
  }

  /** For people who have the role, and for keys that have the scope. */
  static Access either(HttpMethod method, String pattern, Role role, Scope scope) {
    return new Access(
        method, parse(pattern), Set.of(role.authority(), ApiKeyAuthentication.authority(scope)));
  }

  /** For people who came with a one-time password. */
  static Access newcomer(HttpMethod method, String pattern) {
    return new Access(method, parse(pattern), Set.of(People.MUST_CHOOSE_PASSWORD));
  }

  /** Whether a key opens it to nobody. */
  boolean isForPeopleAlone() {
    return !authorities.isEmpty() && authorities.stream().noneMatch(ApiKeyAuthentication::isOfAKey);
  }

  boolean isFor(Authentication caller) {
    return authorities.isEmpty()
        || caller.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .anyMatch(authorities::contains);
  }

  private static PathPattern parse(String pattern) {
    return PathPatternParser.defaultInstance.parse(pattern);
  }
}
