package io.chasqui.quickstart.faults;

import java.util.Locale;

/** Where a worker can be stopped: the product's enum of the same name. */
enum FailPoint {
  AFTER_CLAIM,
  AFTER_CONNECT,
  AFTER_PERMISSION,
  AFTER_ANSWER,
  AFTER_OUTCOME;

  String fileName(String suffix) {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + suffix;
  }
}
