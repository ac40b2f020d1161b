package canary.feature;

import java.time.Instant;

/** Breaks: time comes from the clock. */
class AsksTheSystemForTime {

  Instant time() {
    return Instant.now();
  }
}
