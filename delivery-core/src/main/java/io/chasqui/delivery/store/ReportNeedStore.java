package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.ReportNeeds;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.db.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Asks deliveries of a report page by page, the newest first: one report may go to a million
 * people, and one of them that needs it is enough.
 */
@Repository
class ReportNeedStore implements ReportNeeds {

  static final int PAGE = 500;

  /** The name of an attachment is erased in time; then the report's id says that there was one. */
  static final String OF_ITS_CORRELATION_ID =
      page(
          "correlation_id",
          "true",
          "carrier.report_id = :report"
              + " OR carrier.report_id IS NULL AND carrier.attachment_name IS NOT NULL");

  static final String OF_OTHER_CORRELATION_IDS =
      page("report_id", "report_id <> correlation_id", "true");

  /** Each by one index in its order, no further than is counted; see {@link #page}. */
  static final String USES =
      """
      SELECT report.id, least(:atMost, (
        SELECT count(*) FROM (
          SELECT FROM (
            SELECT id, report_id, attachment_name FROM delivery_message
            WHERE correlation_id = ANY (ARRAY[report.id])
            ORDER BY correlation_id, id DESC LIMIT :atMost
          ) AS carrier
          WHERE report_id = report.id OR report_id IS NULL AND attachment_name IS NOT NULL
        ) AS carriers
      ) + (
        SELECT count(*) FROM (
          SELECT FROM delivery_message
          WHERE report_id = ANY (ARRAY[report.id]) AND report_id <> correlation_id
          ORDER BY report_id, id DESC LIMIT :atMost
        ) AS carriers
      )) AS uses
      FROM unnest(:reports) AS report (id)
      """;

  private static final UUID LAST = new UUID(-1, -1);

  private final JdbcClient jdbc;

  ReportNeedStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What waits or may be needed by a person is needed now; so is what has no state just now,
   * because the states of a month that is about to go may come back. One of one, and the order, say
   * which index is to be read; see {@link DeliveryConditions}.
   */
  private static String page(String column, String inItsIndex, String carriesIt) {
    return """
    SELECT
      carrier.id,
      CASE
        WHEN (%5$s) IS NOT TRUE THEN NULL
        WHEN status IN %4$s THEN completed_at
        ELSE greatest(scheduled_time, now())
      END AS needed_until
    FROM (
      SELECT id, report_id, attachment_name FROM delivery_message
      WHERE %1$s = ANY (ARRAY[:report]) AND %2$s AND id < :before
      ORDER BY %1$s, id DESC LIMIT %3$s
    ) AS carrier
    LEFT JOIN LATERAL (
      SELECT status, completed_at, scheduled_time FROM delivery_state
      WHERE delivery_state.id = carrier.id AND (%5$s)
      OFFSET 0) AS state ON true
    ORDER BY carrier.id DESC
    """
        .formatted(column, inItsIndex, PAGE, DeliveryStates.FINAL, carriesIt);
  }

  @Override
  public Optional<Instant> neededAfter(CorrelationId report, Instant time) {
    return neededAfter(report, time, OF_ITS_CORRELATION_ID)
        .or(() -> neededAfter(report, time, OF_OTHER_CORRELATION_IDS));
  }

  @Override
  public Map<CorrelationId, Integer> uses(Collection<CorrelationId> reports, int atMost) {
    Map<CorrelationId, Integer> uses = new HashMap<>();
    jdbc.sql(USES)
        .param("reports", reports.stream().map(CorrelationId::value).toArray(String[]::new))
        .param("atMost", atMost)
        .query(
            row -> {
              uses.put(new CorrelationId(row.getString("id")), row.getInt("uses"));
            });
    return uses;
  }

  private Optional<Instant> neededAfter(CorrelationId report, Instant time, String statement) {
    UUID before = LAST;
    while (true) {
      List<Carrier> page = page(statement, report, before);
      Optional<Instant> needed = latest(page).filter(time::isBefore);
      if (needed.isPresent() || page.size() < PAGE) {
        return needed;
      }
      before = page.get(PAGE - 1).id();
    }
  }

  private List<Carrier> page(String statement, CorrelationId report, UUID before) {
    return jdbc.sql(statement)
        .param("report", report.value())
        .param("before", before)
        .query(Carrier::of)
        .list();
  }

  private static Optional<Instant> latest(List<Carrier> page) {
    return page.stream()
        .flatMap(carrier -> Optional.ofNullable(carrier.neededUntil()).stream())
        .max(Comparator.naturalOrder());
  }

  /**
   * @param neededUntil null: it does not carry this report
   */
  private record Carrier(UUID id, @Nullable Instant neededUntil) {

    static Carrier of(ResultSet row, int number) throws SQLException {
      return new Carrier(row.getObject("id", UUID.class), Times.instantOrNull(row, "needed_until"));
    }
  }
}
