package io.chasqui.server.key;

import io.chasqui.platform.Digests;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its owner has it: {@code chq_<id>_<secret>}, the id 6 and the secret 32 random bytes in
 * hexadecimal, so that scanners for leaked secrets recognise it and a double click selects it.
 */
record KeyText(String id, String secret) {

  private static final Pattern SHAPE = Pattern.compile("chq_([0-9a-f]{12})_([0-9a-f]{64})");
  private static final int ID_BYTES = 6;
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom random = new SecureRandom();

  static KeyText random() {
    return new KeyText(hex(ID_BYTES), hex(SECRET_BYTES));
  }

  static Optional<KeyText> parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    return matcher.matches()
        ? Optional.of(new KeyText(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** 64 hexadecimal digits. */
  String secretSha256() {
    return Digests.sha256Hex(secret);
  }

  String text() {
    return "chq_" + id + "_" + secret;
  }

  @Override
  public String toString() {
    return "chq_" + id + "_***";
  }

  private static String hex(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
