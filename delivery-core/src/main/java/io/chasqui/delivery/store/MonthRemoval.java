package io.chasqui.delivery.store;

import io.chasqui.platform.db.MonthSession;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Drops months, and neither workers nor intake ever wait for it. A month is detached first, table
 * by table, its states before the others: from then on nobody finds or changes its deliveries.
 * Detaching takes locks that only changes of the tables wait for; it waits itself until those who
 * had begun before have ended, gives up after two seconds, and is gone on with in a later round.
 * What is detached is nobody else's: it is counted and dropped in one transaction. What reads all
 * of a month works a tenth of the time, but for the look whether its states may come back, which
 * nobody finds meanwhile. Whatever interrupts this, the next round finds the month by its tables
 * and goes on, and counts from the beginning.
 */
final class MonthRemoval {

  private static final Logger log = LoggerFactory.getLogger(MonthRemoval.class);

  private static final String TURN = "chasqui.months";

  private final DataSource source;
  private final BooleanSupplier isToStop;

  MonthRemoval(DataSource source, BooleanSupplier isToStop) {
    this.source = source;
    this.isToStop = isToStop;
  }

  /**
   * Drops the oldest month of which everything has ended for so long; one that has to stay keeps no
   * other one.
   *
   * @return how many deliveries went; 0 when there is no such month, when another server is at it,
   *     when somebody reads it, or when it was to stop
   */
  int removeOldest(Duration endedFor) {
    try {
      return MonthSession.inTurn(source, TURN, session -> removeOldest(session, endedFor));
    } catch (CancellationException e) {
      log.info("Months that are to go are left to another server, or to the next start");
      return 0;
    }
  }

  private int removeOldest(MonthSession session, Duration endedFor) {
    MonthTables tables = new MonthTables(session, isToStop);
    // Once: the database's clock may jump while months are looked at.
    Instant time = session.timeBefore(endedFor);
    return tables
        .leaving()
        .or(
            () ->
                tables.old(time).stream()
                    .filter(month -> tables.seemsEnded(month, time))
                    .findFirst())
        .map(month -> remove(tables, month, time))
        .orElse(0);
  }

  private static int remove(MonthTables tables, Month month, Instant time) {
    try {
      tables.detachStates(month);
      if (tables.canComeBack(month) && !tables.hasEnded(month, time)) {
        // Started anew between the look and this, or kept for longer from now on.
        tables.attachStates(month);
        return 0;
      }
      tables.detachTheRest(month);
      int deliveries = tables.countAndDrop(month);
      log.info("The month {} went with its {} deliveries", month, deliveries);
      return deliveries;
    } catch (DataAccessException e) {
      if (!MonthSession.isNoLock(e)) {
        throw e;
      }
      log.info("The month {} goes later: somebody has been reading it for long", month);
      log.debug("The month {} is in use", month, e);
      return 0;
    }
  }
}
