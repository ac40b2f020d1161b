package io.chasqui.report;

/**
 * What requests to an S3 storage are signed with; it is never sent. Its text form shows nothing.
 */
public final class SecretAccessKey {

  private final String secret;

  private SecretAccessKey(String secret) {
    this.secret = secret;
  }

  /** The conversion that configuration properties use. */
  public static SecretAccessKey valueOf(String secret) {
    return new SecretAccessKey(secret.strip());
  }

  /** Whether none was given. */
  public boolean isEmpty() {
    return secret.isEmpty();
  }

  /** The secret itself, for signing and nothing else. */
  public String reveal() {
    return secret;
  }

  @Override
  public String toString() {
    return "SecretAccessKey[***]";
  }
}
