package io.chasqui.delivery.suppression;

import io.chasqui.platform.config.InvalidSetting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who must not be written to. Servers and workers read these, so that all have the same.
 *
 * @param hashKey key of the hashes of addresses, 16 to 512 characters that nobody can guess; unset:
 *     one is made and kept in the database. It can never be changed, since every stored hash hangs
 *     on it; one that differs from the first stops the start. See docs/recipients.md#hashes
 * @param hardBounce how long an address is not written to that does not exist, at least 1 h
 * @param appliesTo which deliveries are held back: {@code all}, or {@code notifications} alone,
 *     which are those of notifications, mailings and topics. See docs/suppression.md
 */
@ConfigurationProperties("chasqui.suppression")
public record SuppressionSettings(
    @Nullable String hashKey,
    @DefaultValue("90d") Duration hardBounce,
    @DefaultValue("all") AppliesTo appliesTo) {

  private static final int LEAST = 16;
  private static final int MOST = 512;
  private static final Duration SHORTEST = Duration.ofHours(1);

  /** What holds where nothing is set. */
  public static final SuppressionSettings DEFAULT =
      new SuppressionSettings(null, Duration.ofDays(90), AppliesTo.ALL);

  /** Which deliveries are held back. */
  public enum AppliesTo {
    /** Whatever is sent. */
    ALL,
    /** What notifications, mailings and topics make. */
    NOTIFICATIONS
  }

  /**
   * @throws InvalidSetting when the key is too short or too long, or a bounce is remembered for too
   *     short a time
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
    if (hardBounce.compareTo(SHORTEST) < 0) {
      throw new InvalidSetting(
          "chasqui.suppression.hard-bounce",
          "is less than an hour.",
          "Set it to how long an address is left alone that does not exist, such as 90d.");
    }
  }

  @Override
  public String toString() {
    return "SuppressionSettings[***]";
  }
}
