package io.chasqui.quickstart;

import java.util.Locale;
import java.util.function.Consumer;

/** Tells a person who waits, in one line for each part, what is ready and after how long. */
final class Progress {

  private static final double NANOS = 1e9;

  private final Consumer<String> say;
  private final long began = System.nanoTime();

  /** The clock begins now. */
  Progress(Consumer<String> say) {
    this.say = say;
  }

  void ready(String what) {
    double seconds = (System.nanoTime() - began) / NANOS;
    say.accept(String.format(Locale.ROOT, "%-8s ready after %4.1f s", what, seconds));
  }
}
