package io.chasqui.server.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests under one Idempotency-Key apart by what was understood of them, however it was
 * written.
 */
final class RequestDigest {

  private RequestDigest() {}

  /** Begins with the key, which is not stored: without it nobody can look for a known address. */
  static String of(IdempotencyKey key, List<@Nullable Object> parts) {
    Sha256 digest = new Sha256().add(key.value());
    parts.forEach(digest::add);
    return digest.hex();
  }
}
