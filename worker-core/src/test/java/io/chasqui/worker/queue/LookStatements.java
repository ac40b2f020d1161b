package io.chasqui.worker.queue;

/** The SQL of a look for work, for whoever measures what it reads. */
public final class LookStatements {

  private LookStatements() {}

  /** Where jobs wait; its parameter is {@code signatures}. */
  public static String listing() {
    return WaitingLanes.ALL;
  }
}
