package io.chasqui.benchmarks.bed;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What is still on its way to it. */
public final class Disk {

  private Disk() {}

  /**
   * Waits until all that any program has written is on the disk. The system writes it some ten
   * seconds later otherwise, 0.4 GB of reports at once, and a commit waits for 0.1 to 0.2 s
   * meanwhile.
   */
  public static void settle() {
    try {
      int exitValue = new ProcessBuilder("sync").inheritIO().start().waitFor();
      if (exitValue != 0) {
        throw new IllegalStateException("sync ended with " + exitValue);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("sync(1) did not run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
