package io.chasqui.server.console;

/**
 * One of the facts on the first page: a bean of the section that it leads to, asked each time that
 * page is shown.
 */
@FunctionalInterface
public interface OverviewCard {

  /** How it stands now. */
  Fact fact(Viewer viewer, Words words);

  /**
   * A fact.
   *
   * @param label what it is, as the person reads it
   * @param value a number or a time, as the person reads it
   * @param note what else is to be known; empty: nothing
   * @param path of the list that it counts
   * @param needsAPerson whether somebody has to act
   */
  record Fact(String label, String value, String note, String path, boolean needsAPerson) {}
}
