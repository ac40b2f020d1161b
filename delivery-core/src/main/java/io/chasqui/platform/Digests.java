package io.chasqui.platform;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Message digests that need no check for their algorithm. */
public final class Digests {

  private Digests() {}

  /** A new SHA-256 (FIPS 180-4), which every Java platform has to offer. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
