package io.chasqui.server.recipient;

import io.chasqui.platform.config.InvalidSetting;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who must not be written to.
 *
 * @param hashKey key of the hashes of addresses, 16 to 512 characters that nobody can guess; unset:
 *     one is made and kept in the database. It can never be changed, since every stored hash hangs
 *     on it; one that differs from the first stops the start. See docs/recipients.md#hashes
 */
@ConfigurationProperties("chasqui.suppression")
public record SuppressionSettings(@Nullable String hashKey) {

  private static final int LEAST = 16;
  private static final int MOST = 512;

  /**
   * @throws InvalidSetting when the key is too short or too long
   */
  public SuppressionSettings {
    hashKey = hashKey == null || hashKey.isBlank() ? null : hashKey.strip();
    if (hashKey != null && (hashKey.length() < LEAST || hashKey.length() > MOST)) {
      throw new InvalidSetting(
          "chasqui.suppression.hash-key",
          "has fewer than " + LEAST + " or more than " + MOST + " characters.",
          "Set it to 32 random bytes in base64, as `openssl rand -base64 32` makes them, or leave"
              + " it out: then a key is made and kept in the database.");
    }
  }

  @Override
  public String toString() {
    return "SuppressionSettings[***]";
  }
}
