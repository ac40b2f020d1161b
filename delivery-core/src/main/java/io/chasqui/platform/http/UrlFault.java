package io.chasqui.platform.http;

/** Why an address that somebody gave us is not one that we send to. */
public enum UrlFault {
  /** It is no http or https address with a host. */
  MALFORMED,
  /** It is longer than may be stored, 2,048 characters, or its host is too long for a lane. */
  TOO_LONG,
  /** It holds a user's name, or a password. */
  HOLDS_USER,
  /** It is http, and not in {@code chasqui.http.allowed-networks}. */
  NOT_HTTPS,
  /** It is in a private or reserved network that nobody allowed. */
  ADDRESS_REFUSED
}
