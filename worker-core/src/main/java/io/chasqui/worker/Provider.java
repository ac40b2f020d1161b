package io.chasqui.worker;

/**
 * Whom an attempt goes to: a relay, a bot, a gateway, or the one host of its lane.
 *
 * @param key names its breaker, pause, health and alert, e.g. {@code smtp:host:port}; never a
 *     secret, 1-200 characters
 */
public record Provider(String key) {

  /** Column {@code channel_key} is so wide. */
  private static final int LONGEST_KEY = 200;

  public Provider {
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw new IllegalArgumentException("a provider's key has 1 to 200 characters: " + key);
    }
  }
}
