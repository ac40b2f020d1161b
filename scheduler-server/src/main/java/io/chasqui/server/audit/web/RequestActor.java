package io.chasqui.server.audit.web;

import io.chasqui.server.api.access.Scope;
import io.chasqui.server.api.request.Address;
import io.chasqui.server.audit.ActingFor;
import io.chasqui.server.audit.Actor;
import io.chasqui.server.audit.CurrentActor;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who acts by a request: the key or the person that it came with; and outside of requests those for
 * whom the server acts.
 */
@Component
class RequestActor implements CurrentActor {

  private final AuthenticationTrustResolver known = new AuthenticationTrustResolverImpl();

  @Override
  public Actor get() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
        ? actor(current.getRequest(), SecurityContextHolder.getContext().getAuthentication())
        : ActingFor.current().orElseGet(Actor::server);
  }

  private Actor actor(HttpServletRequest request, @Nullable Authentication caller) {
    String address = request.getRemoteAddr();
    String via = via(Address.pathWithin(request));
    if (caller == null || !known.isAuthenticated(caller)) {
      return Actor.nobody(address, via);
    }
    return isKey(caller)
        ? Actor.key(caller.getName(), String.valueOf(caller.getPrincipal()), address, via)
        : Actor.person(caller.getName(), address, via);
  }

  private static boolean isKey(Authentication caller) {
    return caller.getAuthorities().stream()
        .map(GrantedAuthority::getAuthority)
        .anyMatch(Scope::isAuthority);
  }

  private static String via(String path) {
    if (path.startsWith("/api/")) {
      return Actor.API;
    }
    if (path.startsWith("/dashboard")) {
      return Actor.DASHBOARD;
    }
    return path.startsWith("/console") ? Actor.CONSOLE : Actor.LOGIN;
  }
}
