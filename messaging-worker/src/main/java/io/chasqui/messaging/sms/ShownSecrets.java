package io.chasqui.messaging.sms;

import io.chasqui.delivery.Outcome;
import java.util.List;

/**
 * What a gateway is shown to know us, and may repeat in its words, which are kept for more people
 * to read than know it.
 */
final class ShownSecrets {

  /** A shorter one may be a part of any word. */
  private static final int SHORTEST = 8;

  private final List<String> secrets;

  ShownSecrets(String... secrets) {
    this.secrets = List.of(secrets).stream().filter(one -> one.length() >= SHORTEST).toList();
  }

  Outcome removedFrom(Outcome outcome) {
    String words = outcome.detail();
    if (words == null) {
      return outcome;
    }
    for (String secret : secrets) {
      words = words.replace(secret, "***");
    }
    return outcome.withDetail(words);
  }
}
