package io.chasqui.server.security;

import static io.chasqui.server.key.Scope.ADMIN;
import static io.chasqui.server.key.Scope.MANAGE;
import static io.chasqui.server.key.Scope.READ;
import static io.chasqui.server.key.Scope.SCHEDULE;
import static io.chasqui.server.security.person.Role.OPERATOR;
import static io.chasqui.server.security.person.Role.VIEWER;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import jakarta.servlet.http.HttpServletRequest;
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
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The one place that says who may use which address. An address that is not here is closed to
 * everybody, and a test finds it.
 */
final class AccessRules implements AuthorizationManager<RequestAuthorizationContext> {

  /**
   * The API: keys only, so that no other page can act with a person's login. What is for everybody
   * has limits of its own.
   */
  static final AccessRules API =
      new AccessRules(
          Access.key(POST, "/api/schedule-email", SCHEDULE),
          Access.key(POST, "/api/schedule-email/batch", SCHEDULE),
          Access.key(POST, "/api/schedule-messaging", SCHEDULE),
          Access.key(POST, "/api/schedule-messaging/batch", SCHEDULE),
          Access.key(POST, "/api/notify", SCHEDULE),
          Access.key(POST, "/api/notify/", SCHEDULE),
          Access.everybody(POST, "/api/contact"),
          Access.everybody(POST, "/api/contact/"),
          Access.key(GET, "/api/contact-messages", READ),
          Access.key(GET, "/api/contact-messages/", READ),
          Access.key(PUT, "/api/reports/{correlationId}", SCHEDULE),
          Access.key(GET, "/api/reports/{correlationId}", READ),
          Access.key(GET, "/api/deliveries", READ),
          Access.key(GET, "/api/deliveries/{id}", READ),
          Access.key(POST, "/api/deliveries/{id}/cancel", MANAGE),
          Access.key(POST, "/api/deliveries/{id}/retry", MANAGE),
          Access.key(POST, "/api/deliveries/{id}/confirm", MANAGE),
          Access.key(POST, "/api/deliveries/{id}/reschedule", MANAGE),
          Access.key(GET, "/api/alerts", READ),
          Access.key(POST, "/api/keys", ADMIN),
          Access.key(GET, "/api/keys", ADMIN),
          Access.key(DELETE, "/api/keys/{id}", ADMIN));

  /** Everything a browser sees. */
  static final AccessRules PAGES =
      new AccessRules(
          Access.person(GET, "/", VIEWER),
          Access.newcomer(GET, "/password"),
          Access.newcomer(POST, "/password"),
          Access.person(GET, "/dashboard/**", VIEWER),
          Access.person(POST, "/dashboard/api/**", OPERATOR),
          Access.person(DELETE, "/dashboard/api/**", OPERATOR),
          Access.person(GET, "/docs/**", VIEWER),
          Access.person(GET, "/swagger-ui/**", VIEWER),
          Access.person(GET, "/swagger-ui.html", VIEWER),
          Access.either(GET, "/v3/api-docs/**", VIEWER, READ),
          Access.either(GET, "/v3/api-docs.yaml", VIEWER, READ));

  private final List<Access> rules;

  private AccessRules(Access... rules) {
    this.rules = List.of(rules);
  }

  // Deprecated, and the one abstract method, until Spring Security 7.
  @Override
  @SuppressWarnings("deprecation")
  public AuthorizationDecision check(
      Supplier<Authentication> caller, RequestAuthorizationContext context) {
    Optional<Access> access = find(context.getRequest());
    return new AuthorizationDecision(access.isPresent() && access.get().isFor(caller.get()));
  }

  /** The rule of an address, HEAD being like GET; empty when nobody may use it. */
  Optional<Access> find(HttpServletRequest request) {
    boolean isHead = HttpMethod.HEAD.matches(request.getMethod());
    String method = isHead ? HttpMethod.GET.name() : request.getMethod();
    return ofPath(request).filter(rule -> rule.method().matches(method)).findFirst();
  }

  /** Which methods an address has; none when there is no such address. */
  Set<String> methods(HttpServletRequest request) {
    return ofPath(request).map(rule -> rule.method().name()).collect(Collectors.toSet());
  }

  private Stream<Access> ofPath(HttpServletRequest request) {
    PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
    return rules.stream().filter(rule -> rule.pattern().matches(path));
  }
}
