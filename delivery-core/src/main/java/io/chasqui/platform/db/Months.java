package io.chasqui.platform.db;

import java.time.YearMonth;
import java.util.List;

/**
 * The months that a feature's rows are stored in, by the time of their ids, in UTC: a table each. A
 * row whose month is missing cannot be stored. Which month it is says the database's clock. A
 * feature that stores by month has one of these as a bean; servers make what is coming, and raise
 * an alert for what is missing.
 */
public interface Months {

  /** Of what, in the plural, as the alert names it: {@code deliveries}. */
  String of();

  /**
   * Makes those that are missing of the running month and so many after it. Servers that do it at
   * the same time wait for each other; whoever stores waits for nobody.
   *
   * @return those that were made
   */
  List<YearMonth> add(int ahead);

  /** Those that are missing of the running month and so many after it. */
  List<YearMonth> missing(int ahead);
}
