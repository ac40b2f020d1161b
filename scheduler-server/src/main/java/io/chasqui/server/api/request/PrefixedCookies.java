package io.chasqui.server.api.request;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import org.apache.tomcat.util.http.CookieProcessor;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.http.ServerCookies;
import org.jspecify.annotations.Nullable;

/**
 * Gives a cookie the path that its browser knows the server by. Tomcat makes the session's own,
 * below all filters, and knows its context path alone.
 */
final class PrefixedCookies implements CookieProcessor {

  private final CookieProcessor cookies;

  PrefixedCookies(CookieProcessor cookies) {
    this.cookies = cookies;
  }

  @Override
  public void parseCookieHeader(MimeHeaders headers, ServerCookies serverCookies) {
    cookies.parseCookieHeader(headers, serverCookies);
  }

  @Override
  public String generateHeader(Cookie cookie, @Nullable HttpServletRequest request) {
    String prefix = request == null ? null : ForwardedPrefix.of(request);
    if (prefix == null) {
      return cookies.generateHeader(cookie, request);
    }
    Cookie prefixed = (Cookie) cookie.clone();
    prefixed.setPath(prefix);
    return cookies.generateHeader(prefixed, request);
  }

  @Override
  public Charset getCharset() {
    return cookies.getCharset();
  }
}
