package io.chasqui.server.console;

/**
 * How many things of a section wait for a person.
 *
 * @param number 0: nothing is shown
 * @param isMore whether there are more than that, which nobody counts
 */
public record Count(long number, boolean isMore) {

  /** Nothing waits, or nothing is counted. */
  public static final Count NONE = new Count(0, false);
}
