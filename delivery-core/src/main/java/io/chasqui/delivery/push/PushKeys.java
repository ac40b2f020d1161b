package io.chasqui.delivery.push;

import java.util.Optional;

/**
 * With what a subscription's messages are encrypted (RFC 8291). Its text form shows nothing.
 *
 * @param p256dh the browser's public key, a point of the curve P-256, in base64url without padding
 * @param auth its secret of 16 bytes, in base64url without padding
 */
public record PushKeys(String p256dh, String auth) {

  private static final int AUTH_BYTES = 16;

  /** The browser's key as one writes it; empty when it is none of the curve. */
  public static Optional<String> p256dh(String written) {
    String text = unpadded(written);
    return P256.bytes(text).flatMap(P256::publicKey).map(key -> text);
  }

  /** The browser's secret as one writes it; empty when it has not 16 bytes. */
  public static Optional<String> auth(String written) {
    String text = unpadded(written);
    return P256.bytes(text).filter(bytes -> bytes.length == AUTH_BYTES).map(bytes -> text);
  }

  private static String unpadded(String written) {
    String text = written.strip();
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '=') {
      end--;
    }
    return text.substring(0, end);
  }

  @Override
  public String toString() {
    return "PushKeys[***]";
  }
}
