package io.chasqui.delivery.store;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Goes through all rows of a table, some pages at a time, and rests between them: whoever needs the
 * machine finds it free most of the time, however large the table is. Each step sees what there is
 * in its moment: a row that is changed meanwhile may be seen twice, or not at all.
 */
final class SparingScan {

  /** A quarter of a megabyte: a thousand deliveries or two, and some milliseconds. */
  private static final int PAGES = 32;

  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  /** What a step says of the table, which it calls {@code scanned}. */
  static final String ON_THESE_PAGES =
      "scanned.ctid >= :firstPage::tid AND scanned.ctid < :endPage::tid";

  private final JdbcClient jdbc;
  private final BooleanSupplier isToStop;

  /**
   * @param isToStop asked after each step
   */
  SparingScan(JdbcClient jdbc, BooleanSupplier isToStop) {
    this.jdbc = jdbc;
    this.isToStop = isToStop;
  }

  /**
   * Takes step after step as long as they say true.
   *
   * @param step given the parameters of {@link #ON_THESE_PAGES}
   * @return whether all said true
   * @throws CancellationException when it is to stop
   */
  boolean all(String table, Predicate<Map<String, String>> step) {
    long end = pages(table);
    for (long page = 0; page < end; page += PAGES) {
      long began = System.nanoTime();
      if (!step.test(Map.of("firstPage", tid(page), "endPage", tid(page + PAGES)))) {
        return false;
      }
      rest(Duration.ofNanos(System.nanoTime() - began));
    }
    return true;
  }

  private long pages(String table) {
    return jdbc.sql(
            "SELECT pg_relation_size(:table::regclass) / current_setting('block_size')::integer")
        .param("table", table)
        .query(Long.class)
        .single();
  }

  private static String tid(long page) {
    return "(" + page + ",0)";
  }

  /** Works a tenth of the time; whoever was frozen in a step does not rest all the longer. */
  private void rest(Duration work) {
    if (isToStop.getAsBoolean()) {
      throw new CancellationException("to stop");
    }
    LockSupport.parkNanos(Math.min(work.multipliedBy(9).toNanos(), LONGEST_REST.toNanos()));
  }
}
