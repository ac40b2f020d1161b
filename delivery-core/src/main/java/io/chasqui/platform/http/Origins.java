package io.chasqui.platform.http;

import okhttp3.HttpUrl;

/** Which host an address leads to. */
public final class Origins {

  private Origins() {}

  /**
   * Scheme, host and port of an http or https address, {@code https://example.com:443}; the port is
   * always there, the host in ASCII and small letters. Nothing else of it, since that may be
   * secret.
   *
   * @throws IllegalArgumentException when it is no such address
   */
  public static String of(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null) {
      throw new IllegalArgumentException("not an http(s) address");
    }
    return of(parsed);
  }

  static String of(HttpUrl url) {
    String host = url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
    return url.scheme() + "://" + host + ":" + url.port();
  }
}
