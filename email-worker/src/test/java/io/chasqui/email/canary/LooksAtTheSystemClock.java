package io.chasqui.email.canary;

import java.time.Instant;

/** Breaks a rule so that the rule is seen to work. */
final class LooksAtTheSystemClock {

  private LooksAtTheSystemClock() {}

  static boolean isEarly() {
    return Instant.now().toEpochMilli() < System.currentTimeMillis();
  }
}
