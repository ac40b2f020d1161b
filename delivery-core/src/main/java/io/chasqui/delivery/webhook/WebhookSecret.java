package io.chasqui.delivery.webhook;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** What an endpoint's messages are signed with. Its text form shows nothing. */
public final class WebhookSecret {

  private static final String PREFIX = "whsec_";
  private static final int LEAST_BYTES = 24;
  private static final int MOST_BYTES = 64;
  private static final int BYTES_OF_OURS = 32;

  private final String secret;

  private WebhookSecret(String secret) {
    this.secret = secret;
  }

  /**
   * Reads one as somebody gave it, {@code whsec_} and base64 of 24 to 64 bytes; empty when it is
   * none.
   */
  public static Optional<WebhookSecret> read(String written) {
    try {
      if (written.startsWith(PREFIX)) {
        int bytes = Base64.getDecoder().decode(written.substring(PREFIX.length())).length;
        if (bytes >= LEAST_BYTES && bytes <= MOST_BYTES) {
          return Optional.of(new WebhookSecret(written));
        }
      }
    } catch (IllegalArgumentException e) {
      // It is none; the exception's text would repeat a part of it.
    }
    return Optional.empty();
  }

  /** A fresh one that nobody can guess. */
  public static WebhookSecret fresh() {
    byte[] bytes = new byte[BYTES_OF_OURS];
    new SecureRandom().nextBytes(bytes);
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
  }

  /** The secret itself: to sign with, to be stored encrypted, to be shown once. */
  public String reveal() {
    return secret;
  }

  @Override
  public String toString() {
    return "WebhookSecret[***]";
  }
}
