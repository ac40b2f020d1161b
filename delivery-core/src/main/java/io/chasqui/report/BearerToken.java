package io.chasqui.report;

import java.util.regex.Pattern;

/**
 * What lets us into a report storage. It holds any text, so that binding it never fails with the
 * text in the message; {@link #isWellFormed} tells whether it can be a token. Its text form shows
 * nothing.
 */
public final class BearerToken {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final String secret;

  private BearerToken(String secret) {
    this.secret = secret;
  }

  /** The conversion that configuration properties use. */
  public static BearerToken valueOf(String secret) {
    return new BearerToken(secret.strip());
  }

  boolean isEmpty() {
    return secret.isEmpty();
  }

  boolean isWellFormed() {
    return SHAPE.matcher(secret).matches();
  }

  /** The value of a request's header {@code Authorization}, for nothing else. */
  public String authorization() {
    return "Bearer " + secret;
  }

  @Override
  public String toString() {
    return "BearerToken[***]";
  }
}
