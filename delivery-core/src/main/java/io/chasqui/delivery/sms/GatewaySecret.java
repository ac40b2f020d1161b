package io.chasqui.delivery.sms;

/** A token or a password of a gateway. Its text form shows nothing, not even its length. */
public final class GatewaySecret {

  private final String secret;

  private GatewaySecret(String secret) {
    this.secret = secret;
  }

  /** The conversion that configuration properties use. */
  public static GatewaySecret valueOf(String secret) {
    return new GatewaySecret(secret.strip());
  }

  /** The secret itself, for requests and signatures and nothing else. */
  public String reveal() {
    return secret;
  }

  /** Empty when it is. */
  @Override
  public String toString() {
    return secret.isEmpty() ? "" : "GatewaySecret[***]";
  }
}
