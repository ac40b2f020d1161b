package io.chasqui.testing;

import java.util.Locale;

/** For brokers that do not start on a Turkish machine: they look for names such as CLASSİC. */
final class TestLocale {

  private TestLocale() {}

  /** Does it as on a machine without a language of its own. */
  static void withoutOne(Runnable start) {
    Locale machine = Locale.getDefault();
    Locale.setDefault(Locale.ROOT);
    try {
      start.run();
    } finally {
      Locale.setDefault(machine);
    }
  }
}
