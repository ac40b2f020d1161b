package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryStates;
import io.chasqui.platform.db.MonthSession;
import io.chasqui.platform.db.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements by which a month goes, all of one session. */
final class MonthTables {

  private final MonthSession session;
  private final JdbcClient jdbc;
  private final SparingScan scan;

  MonthTables(MonthSession session, BooleanSupplier isToStop) {
    this.session = session;
    this.jdbc = session.jdbc();
    this.scan = new SparingScan(jdbc, isToStop);
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
    session.detach("delivery_state", month.states());
  }

  void detachTheRest(Month month) {
    session.detach("delivery_attempt", month.attempts());
    session.detach("delivery_message", month.messages());
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
    session.transaction().executeWithoutResult(status -> lock(month, "ACCESS EXCLUSIVE"));
    Integer deliveries =
        session
            .transaction()
            .execute(
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
