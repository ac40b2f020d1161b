package io.chasqui.server.report;

import io.chasqui.delivery.ReportNeeds;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.db.Times;
import io.chasqui.platform.log.FailureLog;
import io.chasqui.report.RemovableReports;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes reports that no delivery has needed for long. Deliveries are asked twice: before a report
 * is set aside, and after. Whoever was promised a delivery before it was out of sight is seen by
 * the second look, and the report comes back; a worker that missed it meanwhile tries again, as for
 * one that is not there yet. Only what was stored by the API is looked at: what others put into the
 * storage is theirs.
 */
public final class OldReports {

  private static final Logger log = LoggerFactory.getLogger(OldReports.class);

  /** Between two tries at one that could not be removed. */
  private static final Duration AGAIN = Duration.ofDays(1);

  private final RemovableReports storage;
  private final ReportNeeds needs;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public OldReports(
      RemovableReports storage,
      ReportNeeds needs,
      JdbcClient jdbc,
      TransactionTemplate transaction) {
    this.storage = storage;
    this.needs = needs;
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Removes reports that were stored, and last needed, longer ago, by the database's clock.
   *
   * <p>One that cannot be removed ends the round, and holds up no other in the next: its turn comes
   * again in a day.
   *
   * @param atMost looks at so many, whether they go or turn out to be needed
   * @return how many were removed
   */
  public int remove(Duration neededBefore, int atMost) {
    int removed = 0;
    for (int looked = 0; looked < atMost; looked++) {
      Verdict verdict = Objects.requireNonNull(transaction.execute(status -> next(neededBefore)));
      if (verdict == Verdict.NONE_LEFT || verdict == Verdict.FAILED) {
        break;
      }
      removed += verdict == Verdict.REMOVED ? 1 : 0;
    }
    return removed;
  }

  /** Looks at one report, and leaves no other than that behind should the server die. */
  private Verdict next(Duration neededBefore) {
    return oldest(neededBefore).map(this::look).orElse(Verdict.NONE_LEFT);
  }

  /** Its row is locked: who replaces the report waits, and stores it after it has gone. */
  private Optional<Candidate> oldest(Duration neededBefore) {
    return jdbc.sql(
            """
            SELECT correlation_id, now() AS now,
              now() - :millis * interval '1 millisecond' AS needed_before
            FROM report
            WHERE greatest(stored_at, needed_at) <= now() - :millis * interval '1 millisecond'
            ORDER BY greatest(stored_at, needed_at) LIMIT 1
            FOR UPDATE SKIP LOCKED
            """)
        .param("millis", neededBefore.toMillis())
        .query(Candidate::of)
        .optional();
  }

  private Verdict look(Candidate report) {
    try {
      Optional<Instant> need = need(report);
      if (need.isEmpty()) {
        need = setAside(report);
      }
      return need.isPresent() ? keep(report, need.get()) : remove(report);
    } catch (IOException e) {
      String next = "its turn comes again in " + AGAIN.toHours() + " hours";
      FailureLog.tell(log, "The report " + report.id() + " could not be removed", next, e);
      remember(report, report.neededBefore().plus(AGAIN));
      return Verdict.FAILED;
    }
  }

  /**
   * Also what somebody has stored behind our back is needed from now on.
   *
   * @return since when it is needed again; empty: it is not, and is aside
   */
  private Optional<Instant> setAside(Candidate report) throws IOException {
    return storage.setAside(report.id(), report.neededBefore())
        ? need(report)
        : Optional.of(report.now());
  }

  private Optional<Instant> need(Candidate report) {
    return needs.neededAfter(report.id(), report.neededBefore());
  }

  /** What is aside comes back, also if a server left it there that died. */
  private Verdict keep(Candidate report, Instant needed) throws IOException {
    storage.bringBack(report.id());
    remember(report, needed);
    return Verdict.KEPT;
  }

  private void remember(Candidate report, Instant needed) {
    jdbc.sql("UPDATE report SET needed_at = :needed WHERE correlation_id = :id")
        .param("needed", Times.utc(needed))
        .param("id", report.id().value())
        .update();
  }

  private Verdict remove(Candidate report) throws IOException {
    storage.removeAside(report.id());
    jdbc.sql("DELETE FROM report WHERE correlation_id = :id")
        .param("id", report.id().value())
        .update();
    return Verdict.REMOVED;
  }

  private enum Verdict {
    REMOVED,
    KEPT,
    FAILED,
    NONE_LEFT
  }

  /** A report that seems to be old enough. */
  private record Candidate(CorrelationId id, Instant now, Instant neededBefore) {

    static Candidate of(ResultSet row, int number) throws SQLException {
      return new Candidate(
          new CorrelationId(row.getString("correlation_id")),
          Times.instant(row, "now"),
          Times.instant(row, "needed_before"));
    }
  }
}
