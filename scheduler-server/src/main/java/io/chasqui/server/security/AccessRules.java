package io.chasqui.server.security;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.access.AccessRule;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * All features' rules of who may use which address. An address that none of them names is closed to
 * everybody. Of several rules the one with the most specific address counts.
 */
@Component
final class AccessRules implements AuthorizationManager<RequestAuthorizationContext> {

  private final List<AccessRule> rules;

  /**
   * @throws IllegalStateException when two rules are about the same
   */
  AccessRules(List<Access> features) {
    this.rules =
        features.stream()
            .flatMap(feature -> feature.rules().stream())
            .sorted(
                Comparator.comparing(
                    rule -> rule.addresses().get(0), PathPattern.SPECIFICITY_COMPARATOR))
            .toList();
    Set<String> known = new HashSet<>();
    for (AccessRule rule : rules) {
      for (PathPattern address : rule.addresses()) {
        if (!known.add(rule.method() + " " + address.getPatternString())) {
          throw new IllegalStateException(
              "Two rules say who may use " + rule.method() + " " + address.getPatternString());
        }
      }
    }
  }

  // Deprecated, and the one abstract method, until Spring Security 7.
  @Override
  @SuppressWarnings("deprecation")
  public AuthorizationDecision check(
      Supplier<Authentication> caller, RequestAuthorizationContext context) {
    Optional<AccessRule> rule = find(context.getRequest());
    return new AuthorizationDecision(rule.isPresent() && rule.get().isFor(caller.get()));
  }

  /** The rule of an address, HEAD being like GET; empty when nobody may use it. */
  Optional<AccessRule> find(HttpServletRequest request) {
    boolean isHead = HttpMethod.HEAD.matches(request.getMethod());
    String method = isHead ? HttpMethod.GET.name() : request.getMethod();
    return ofPath(request).filter(rule -> rule.method().matches(method)).findFirst();
  }

  /** Which methods an address has; none when there is no such address. */
  Set<String> methods(HttpServletRequest request) {
    return ofPath(request).map(rule -> rule.method().name()).collect(Collectors.toSet());
  }

  private Stream<AccessRule> ofPath(HttpServletRequest request) {
    PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
    return rules.stream().filter(rule -> rule.matches(path));
  }
}
