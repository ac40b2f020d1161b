package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryStates;
import io.chasqui.platform.db.Times;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The statements by which a month goes, all of one session. */
final class MonthTables {

  /** Longer than PostgreSQL lets an autovacuum be in the way. */
  private static final String LONGEST_WAIT = "2s";

  /** Whose turn it is: an advisory lock of a session. */
  private static final String TURN = "hashtextextended('chasqui.months', 0)";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final SparingScan scan;

  MonthTables(Connection connection, BooleanSupplier isToStop) {
    SingleConnectionDataSource session = new SingleConnectionDataSource(connection, true);
    this.jdbc = JdbcClient.create(session);
    this.scan = new SparingScan(jdbc, isToStop);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(session));
  }

  /** Whether no other server has it; until {@link #endTurn} no lock is waited for long. */
  boolean takeTurn() {
    boolean taken =
        jdbc.sql("SELECT pg_try_advisory_lock(" + TURN + ")").query(Boolean.class).single();
    if (taken) {
      jdbc.sql("SET lock_timeout = '" + LONGEST_WAIT + "'").update();
      // A step knows no pages beforehand, so that it seems worth compiling, each time anew.
      jdbc.sql("SET jit = off").update();
    }
    return taken;
  }

  void endTurn() {
    jdbc.sql("RESET lock_timeout").update();
    jdbc.sql("RESET jit").update();
    jdbc.sql("SELECT pg_advisory_unlock(" + TURN + ")").query(Boolean.class).single();
  }

  /** A month that has begun to go: its tables are there, and its states are not attached. */
  Optional<Month> leaving() {
    return leaving(jdbc);
  }

  /** The same, in whatever session. */
  static Optional<Month> leaving(JdbcClient jdbc) {
    return jdbc.sql(
            """
            SELECT substr(relname, length('delivery_message_') + 1) FROM pg_class AS messages
            WHERE relkind = 'r'
              AND relname ~ '^delivery_message_(first|[0-9]{4,}_[0-9]{2})$'
              AND relnamespace = (
                SELECT relnamespace FROM pg_class WHERE oid = 'delivery_message'::regclass)
              AND NOT EXISTS (
                SELECT FROM pg_inherits
                WHERE inhparent = 'delivery_state'::regclass AND NOT inhdetachpending
                  AND inhrelid = to_regclass(replace(messages.relname, 'message', 'state')))
            LIMIT 1
            """)
        .query((row, number) -> new Month(row.getString(1)))
        .optional();
  }

  /** So long ago, by the database's clock. */
  Instant timeBefore(Duration ago) {
    return jdbc.sql("SELECT now() - :ago * interval '1 second' AS time")
        .param("ago", ago.toSeconds())
        .query((row, number) -> Times.instant(row, "time"))
        .single();
  }

  /** The months that were over then, the oldest first. */
  List<Month> old(Instant time) {
    return jdbc.sql("SELECT name FROM delivery_month WHERE ends_at < :time ORDER BY end_id")
        .param("time", Times.utc(time))
        .query((row, number) -> new Month(row.getString(1)))
        .list();
  }

  /**
   * Whether each delivery in it had ended by then, and for good; one that is sent again meanwhile
   * may be missed.
   */
  boolean seemsEnded(Month month, Instant time) {
    return areFinal(month)
        && scan.all(
            month.states(), pages -> haveEnded(month, SparingScan.ON_THESE_PAGES, pages, time))
        && areFinal(month);
  }

  /** The same, seen in one moment. */
  boolean hasEnded(Month month, Instant time) {
    return areFinal(month) && haveEnded(month, "true", Map.of(), time);
  }

  private boolean areFinal(Month month) {
    return jdbc.sql(
            "SELECT NOT EXISTS (SELECT FROM %s WHERE status IN %s)"
                .formatted(month.states(), DeliveryStates.NOT_FINAL))
        .query(Boolean.class)
        .single();
  }

  private boolean haveEnded(Month month, String which, Map<String, String> params, Instant time) {
    return jdbc.sql(
            "SELECT NOT EXISTS (SELECT FROM %s AS scanned WHERE %s AND completed_at > :time)"
                .formatted(month.states(), which))
        .params(params)
        .param("time", Times.utc(time))
        .query(Boolean.class)
        .single();
  }

  void detachStates(Month month) {
    detach("delivery_state", month.states());
  }

  void detachTheRest(Month month) {
    detach("delivery_attempt", month.attempts());
    detach("delivery_message", month.messages());
  }

  /** Or what an interrupted one has begun is brought to its end. */
  private void detach(String whole, String month) {
    Optional<Boolean> isPending =
        jdbc.sql(
                """
                SELECT inhdetachpending FROM pg_inherits
                WHERE inhparent = :whole::regclass AND inhrelid = to_regclass(:month)
                """)
            .param("whole", whole)
            .param("month", month)
            .query(Boolean.class)
            .optional();
    isPending.ifPresent(
        pending ->
            jdbc.sql(
                    "ALTER TABLE %s DETACH PARTITION %s %s"
                        .formatted(whole, month, pending ? "FINALIZE" : "CONCURRENTLY"))
                .update());
  }

  /** Whether no more than the states of a month are away, so that they can come back. */
  boolean canComeBack(Month month) {
    return jdbc.sql(
            """
            SELECT count(*) = 2 FROM pg_inherits
            WHERE NOT inhdetachpending
              AND inhrelid IN (to_regclass(:messages), to_regclass(:attempts))
            """)
        .param("messages", month.messages())
        .param("attempts", month.attempts())
        .query(Boolean.class)
        .single();
  }

  /** Where they were: as the messages still are. */
  void attachStates(Month month) {
    String bounds =
        jdbc.sql("SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE oid = :month::regclass")
            .param("month", month.messages())
            .query(String.class)
            .single();
    jdbc.sql("ALTER TABLE delivery_state ATTACH PARTITION %s %s".formatted(month.states(), bounds))
        .update();
  }

  /**
   * Who still reads the tables, a dump, is found out before anything is counted. Meanwhile nobody
   * can write them; a lock of this kind holds up no vacuum elsewhere.
   *
   * @return how many deliveries went
   */
  int countAndDrop(Month month) {
    transaction.executeWithoutResult(status -> lock(month, "ACCESS EXCLUSIVE"));
    Integer deliveries =
        transaction.execute(
            status -> {
              lock(month, "SHARE");
              MonthCount count = MonthCount.of(month, jdbc, scan);
              lock(month, "ACCESS EXCLUSIVE");
              count.store(jdbc);
              jdbc.sql("DROP TABLE " + tables(month)).update();
              return count.deliveries();
            });
    return deliveries == null ? 0 : deliveries;
  }

  private void lock(Month month, String mode) {
    jdbc.sql("LOCK TABLE %s IN %s MODE".formatted(tables(month), mode)).update();
  }

  private static String tables(Month month) {
    return String.join(", ", month.attempts(), month.states(), month.messages());
  }
}
