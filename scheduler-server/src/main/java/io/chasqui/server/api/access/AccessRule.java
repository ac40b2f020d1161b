package io.chasqui.server.api.access;

import io.chasqui.platform.request.BodyLimit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may use an address by a method. GET is HEAD too.
 *
 * @param addresses one, or the same with and without a slash at its end
 * @param authorities one of them is enough; none: everybody may
 * @param maxBody how large a body may be; null: the address takes none
 * @param takesForms whether the body is a form that a page of ours sends
 */
public record AccessRule(
    HttpMethod method,
    List<PathPattern> addresses,
    Set<String> authorities,
    @Nullable DataSize maxBody,
    boolean takesForms) {

  /** Of people who came with a one-time password, and may choose one of their own, no more. */
  public static final String NEWCOMER = "MUST_CHOOSE_PASSWORD";

  public AccessRule {
    addresses = List.copyOf(addresses);
    authorities = Set.copyOf(authorities);
  }

  /** For everybody, without a key or a login; such an address has limits of its own. */
  public static AccessRule everybody(HttpMethod method, String pattern) {
    return of(method, pattern, Set.of());
  }

  /** For keys that have one of the scopes. */
  public static AccessRule key(HttpMethod method, String pattern, Scope scope, Scope... orElse) {
    return of(
        method,
        pattern,
        EnumSet.of(scope, orElse).stream().map(Scope::authority).collect(Collectors.toSet()));
  }

  /** For people who have the role. */
  public static AccessRule person(HttpMethod method, String pattern, Role role) {
    return of(method, pattern, Set.of(role.authority()));
  }

  /** For keys that have the scope, and for people whose role allows it. */
  public static AccessRule either(HttpMethod method, String pattern, Scope scope) {
    Set<String> authorities =
        Arrays.stream(Role.values())
            .filter(role -> role.scopes().contains(scope))
            .map(Role::authority)
            .collect(Collectors.toCollection(HashSet::new));
    authorities.add(scope.authority());
    return of(method, pattern, authorities);
  }

  /** For people who came with a one-time password. */
  public static AccessRule newcomer(HttpMethod method, String pattern) {
    return of(method, pattern, Set.of(NEWCOMER));
  }

  /** The same for the address with a slash at its end. */
  public AccessRule orWithSlash() {
    String address = addresses.get(0).getPatternString();
    return new AccessRule(
        method, List.of(parse(address), parse(address + "/")), authorities, maxBody, takesForms);
  }

  /**
   * Takes a body, which is read once it is known who sends it; where everybody may, few are read at
   * a time.
   */
  public AccessRule maxBody(DataSize limit) {
    return new AccessRule(method, addresses, authorities, limit, takesForms);
  }

  /** Takes forms of our pages, the one kind of body that is taken apart before it is asked for. */
  public AccessRule forms() {
    return new AccessRule(method, addresses, authorities, maxBody, true);
  }

  /** Of its body; empty when it takes none. */
  Optional<BodyLimit> bodyLimit() {
    String[] patterns =
        addresses.stream().map(PathPattern::getPatternString).toArray(String[]::new);
    if (takesForms) {
      return Optional.of(BodyLimit.ofForms(patterns));
    }
    return Optional.ofNullable(maxBody)
        .map(
            limit ->
                isForEverybody()
                    ? BodyLimit.ofEverybody(limit, patterns)
                    : BodyLimit.of(limit, patterns));
  }

  public boolean matches(PathContainer path) {
    return addresses.stream().anyMatch(address -> address.matches(path));
  }

  public boolean isForEverybody() {
    return authorities.isEmpty();
  }

  /** Whether a key opens it to nobody. */
  public boolean isForPeopleAlone() {
    return !isForEverybody() && authorities.stream().noneMatch(Scope::isAuthority);
  }

  public boolean isFor(Authentication caller) {
    return isForEverybody()
        || caller.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .anyMatch(authorities::contains);
  }

  private static AccessRule of(HttpMethod method, String pattern, Set<String> authorities) {
    return new AccessRule(method, List.of(parse(pattern)), authorities, null, false);
  }

  private static PathPattern parse(String pattern) {
    return PathPatternParser.defaultInstance.parse(pattern);
  }
}
