package io.chasqui.server.audit.store;

import io.chasqui.platform.db.MonthSession;
import io.chasqui.platform.db.MonthTable;
import io.chasqui.platform.db.Times;
import io.chasqui.server.audit.AuditMonths;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Months of the audit as partitions of PostgreSQL. One that goes is detached first, and found by
 * its table when whoever was at it did not get to its end.
 */
@Repository
class AuditMonthStore implements AuditMonths {

  private static final Logger log = LoggerFactory.getLogger(AuditMonthStore.class);

  private static final String TURN = "chasqui.audit-months";

  private final MonthTable table;
  private final DataSource source;

  AuditMonthStore(JdbcClient jdbc, DataSource source) {
    this.table = new MonthTable(jdbc, "audit_month", "add_audit_month");
    this.source = source;
  }

  @Override
  public String of() {
    return "audit";
  }

  @Override
  public List<YearMonth> add(int ahead) {
    return table.add(ahead);
  }

  @Override
  public List<YearMonth> missing(int ahead) {
    return table.missing(ahead);
  }

  @Override
  public int dropOldest(Duration overFor) {
    return MonthSession.inTurn(
        source,
        TURN,
        session ->
            leaving(session)
                .or(() -> oldest(session, overFor))
                .map(month -> drop(session, month))
                .orElse(0));
  }

  /** One that is detached, or half so. */
  private static Optional<String> leaving(MonthSession session) {
    return session
        .jdbc()
        .sql(
            """
            SELECT relname FROM pg_class AS month
            WHERE relkind = 'r' AND relname ~ '^audit_entry_[0-9]{4,}_[0-9]{2}$'
              AND relnamespace = (
                SELECT relnamespace FROM pg_class WHERE oid = 'audit_entry'::regclass)
              AND NOT EXISTS (
                SELECT FROM pg_inherits WHERE inhrelid = month.oid AND NOT inhdetachpending)
            LIMIT 1
            """)
        .query(String.class)
        .optional();
  }

  private static Optional<String> oldest(MonthSession session, Duration overFor) {
    return session
        .jdbc()
        .sql(
            """
            SELECT 'audit_entry_' || name FROM audit_month
            WHERE ends_at < :time ORDER BY end_id LIMIT 1
            """)
        .param("time", Times.utc(session.timeBefore(overFor)))
        .query(String.class)
        .optional();
  }

  private static int drop(MonthSession session, String month) {
    try {
      session.detach("audit_entry", month);
      Integer entries = session.transaction().execute(status -> countAndDrop(session, month));
      log.info("The month {} went with its {} entries", month, entries);
      return Objects.requireNonNull(entries);
    } catch (DataAccessException e) {
      if (!MonthSession.isNoLock(e)) {
        throw e;
      }
      log.info("The month {} goes later: somebody has been reading it for long", month);
      log.debug("The month {} is in use", month, e);
      return 0;
    }
  }

  private static int countAndDrop(MonthSession session, String month) {
    JdbcClient jdbc = session.jdbc();
    int entries = jdbc.sql("SELECT count(*) FROM " + month).query(Integer.class).single();
    jdbc.sql("DROP TABLE " + month).update();
    return entries;
  }
}
