package io.chasqui.server.api.request;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/** Addresses of our own, as callers reach them. */
public final class Address {

  private Address() {}

  /**
   * An address without scheme and host, below the server's context path or its proxy's prefix.
   *
   * @param path as the server's own code knows it: {@code /api/deliveries/…}
   */
  public static URI of(HttpServletRequest request, String path) {
    return URI.create(request.getContextPath() + path);
  }

  /** The path that was asked for, as the server's own code knows it. */
  public static String pathWithin(HttpServletRequest request) {
    String path = request.getRequestURI();
    String prefix = request.getContextPath();
    return path.startsWith(prefix) ? path.substring(prefix.length()) : path;
  }
}
