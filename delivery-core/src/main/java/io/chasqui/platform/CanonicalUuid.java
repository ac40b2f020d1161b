package io.chasqui.platform;

import java.util.Optional;
import java.util.UUID;

/** Reads the UUIDs that callers write: 36 characters, in any case; no shortened forms. */
public final class CanonicalUuid {

  private CanonicalUuid() {}

  /** Empty when it is none. */
  public static Optional<UUID> parse(String text) {
    try {
      return Optional.of(UUID.fromString(text)).filter(uuid -> isFormOf(uuid, text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isFormOf(UUID uuid, String text) {
    return uuid.toString().equalsIgnoreCase(text);
  }
}
