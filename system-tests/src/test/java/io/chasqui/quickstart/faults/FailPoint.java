package io.chasqui.quickstart.faults;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a worker can be stopped: the product's enum of the same name. A worker that stands in a
 * shared commit ends nothing more, so that this point comes last.
 */
enum FailPoint {
  BEFORE_TURN,
  AFTER_CLAIM,
  AFTER_CONNECT,
  AFTER_PERMISSION,
  AFTER_ANSWER,
  AFTER_OUTCOME,
  IN_SHARED_COMMIT,
  /** Reached by no attempt, but by who looks at those that take long. */
  BEFORE_LONG_RUN;

  /** All that an attempt comes by, in an order in which one worker can be stopped at each. */
  static List<FailPoint> ofAttempts() {
    return Stream.of(values()).filter(point -> point != BEFORE_LONG_RUN).toList();
  }

  String fileName(String suffix) {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + suffix;
  }
}
