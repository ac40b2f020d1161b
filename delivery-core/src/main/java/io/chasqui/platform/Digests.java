package io.chasqui.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Message digests that need no check for their algorithm. */
public final class Digests {

  private Digests() {}

  /** The SHA-256 of a text in UTF-8: 64 hexadecimal digits. */
  public static String sha256Hex(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A new MD5 (RFC 1321): against accidents alone, where a protocol asks for it. */
  public static MessageDigest md5() {
    return digest("MD5");
  }

  /** A new SHA-256 (FIPS 180-4), which every Java platform has to offer. */
  public static MessageDigest sha256() {
    return digest("SHA-256");
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
