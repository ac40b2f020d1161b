package io.chasqui.server.api.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.Globals;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes {@code X-Forwarded-Prefix}, the path below which a proxy shows the server, in the place of
 * the server's context path. It is believed from those proxies alone that Tomcat believes the other
 * headers from: with {@code server.forward-headers-strategy=native} those of {@code
 * server.tomcat.remoteip.internal-proxies}, and without it nobody.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ForwardedPrefix extends OncePerRequestFilter {

  private static final String HEADER = "X-Forwarded-Prefix";
  private static final String ATTRIBUTE = ForwardedPrefix.class.getName();

  /** Neither dots alone, which lead elsewhere, nor two slashes, which begin another host's name. */
  private static final Pattern PREFIX =
      Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+){1,16}/?");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> prefix = prefix(request);
    if (prefix.isPresent()) {
      request.setAttribute(ATTRIBUTE, prefix.get());
      chain.doFilter(new Prefixed(request, prefix.get()), response);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** The prefix of a request that came by a trusted proxy; null: it has none. */
  static @Nullable String of(HttpServletRequest request) {
    return (String) request.getAttribute(ATTRIBUTE);
  }

  /** Proxies behind each other send one each, the outermost first. */
  private static Optional<String> prefix(HttpServletRequest request) {
    if (!Boolean.TRUE.equals(request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE))) {
      return Optional.empty();
    }
    String all =
        Collections.list(request.getHeaders(HEADER)).stream()
            .flatMap(Pattern.compile(",")::splitAsStream)
            .map(part -> part.strip().replaceFirst("/$", ""))
            .collect(Collectors.joining());
    return Optional.of(all).filter(prefix -> PREFIX.matcher(prefix).matches());
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  /** A request with its addresses as its caller knows them. */
  private static final class Prefixed extends HttpServletRequestWrapper {

    private final String prefix;

    Prefixed(HttpServletRequest request, String prefix) {
      super(request);
      this.prefix = prefix;
    }

    @Override
    public String getContextPath() {
      return prefix;
    }

    @Override
    public String getRequestURI() {
      return outside(super.getRequestURI());
    }

    @Override
    public StringBuffer getRequestURL() {
      StringBuffer url = super.getRequestURL();
      int path = url.length() - super.getRequestURI().length();
      return url.replace(path, url.length(), getRequestURI());
    }

    @Override
    public @Nullable Object getAttribute(String name) {
      Object value = super.getAttribute(name);
      return name.equals(RequestDispatcher.ERROR_REQUEST_URI) && value instanceof String path
          ? outside(path)
          : value;
    }

    private String outside(String path) {
      String inside = super.getContextPath();
      return prefix + (path.startsWith(inside) ? path.substring(inside.length()) : path);
    }
  }
}
