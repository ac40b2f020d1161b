package io.chasqui.server.schedule;

import io.chasqui.platform.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Digests values one after the other, so that no two lists of values look alike. */
final class Sha256 {

  private final MessageDigest digest = Digests.sha256();

  /** Adds a value; one that is absent differs from one that is empty. */
  Sha256 add(@Nullable Object value) {
    if (value == null) {
      digest.update(length(-1));
    } else {
      byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
      digest.update(length(bytes.length));
      digest.update(bytes);
    }
    return this;
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] length(int length) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
  }
}
