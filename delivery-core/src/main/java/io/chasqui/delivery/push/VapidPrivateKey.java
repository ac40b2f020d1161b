package io.chasqui.delivery.push;

/** The private key of a setting. Its text form shows nothing, not even its length. */
public final class VapidPrivateKey {

  private final String text;

  private VapidPrivateKey(String text) {
    this.text = text;
  }

  /** The conversion that configuration properties use. */
  public static VapidPrivateKey valueOf(String text) {
    return new VapidPrivateKey(text.strip());
  }

  /** In base64url; for signatures and nothing else. */
  String reveal() {
    return text;
  }

  /** Empty when it is. */
  @Override
  public String toString() {
    return text.isEmpty() ? "" : "VapidPrivateKey[***]";
  }
}
