package io.chasqui.report;

import io.chasqui.contract.report.ReportView;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.db.Times;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Takes reports in and hands them out, through the configured storage. */
@Service
public class Reports {

  private final ReportStorage storage;
  private final StorageSettings settings;
  private final JdbcClient jdbc;
  private final Clock clock;

  Reports(ReportStorage storage, StorageSettings settings, JdbcClient jdbc, Clock clock) {
    this.storage = storage;
    this.settings = settings;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Stores a report.
   *
   * @throws ReportTooLarge when it is larger than {@code chasqui.storage.max-report-size}
   * @throws ReportNotPdf when it is not a PDF
   * @throws ReadOnlyStorage when the storage takes no reports from here
   */
  public ReportView put(CorrelationId id, InputStream content) throws IOException {
    announce(id);
    CheckedPdf checked = CheckedPdf.digested(content, settings.maxReportSize().toBytes());
    storage.put(id, checked);
    ReportView report = new ReportView(id.value(), checked.size(), checked.sha256());
    remember(report);
    return report;
  }

  /** Opens a report; the caller closes it. */
  public Optional<StoredReport> open(CorrelationId id) throws IOException {
    return stored(storage.open(id, null));
  }

  /** Opens a report whose content is not wanted; the caller closes it. */
  public Optional<StoredReport> look(CorrelationId id) throws IOException {
    return stored(storage.look(id));
  }

  private static Optional<StoredReport> stored(StorageAnswer answer) {
    return answer instanceof StoredReport stored ? Optional.of(stored) : Optional.empty();
  }

  /** The checksum of a report that was stored through this server. */
  public Optional<String> sha256(CorrelationId id) {
    return jdbc.sql("SELECT sha256 FROM report WHERE correlation_id = :id")
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  /** What is known of a report; empty: none of this id was stored through this server. */
  public Optional<KnownReport> known(CorrelationId id) {
    return jdbc.sql(
            """
            SELECT correlation_id, size_bytes, sha256, stored_at FROM report
            WHERE correlation_id = :id
            """)
        .param("id", id.value())
        .query(Reports::row)
        .optional();
  }

  /**
   * Reports that were stored through this server; those that were stored or needed last come first.
   *
   * @param behind the last one of the page before; null: from the first on
   */
  public List<KnownReport> known(@Nullable CorrelationId behind, int atMost) {
    return jdbc.sql(
            """
            SELECT correlation_id, size_bytes, sha256, stored_at FROM report
            WHERE %s
            ORDER BY greatest(stored_at, needed_at) DESC, correlation_id DESC LIMIT :atMost
            """
                .formatted(
                    behind == null
                        ? "true"
                        : """
                        (greatest(stored_at, needed_at), correlation_id) < (
                          SELECT greatest(stored_at, needed_at), correlation_id FROM report
                          WHERE correlation_id = :behind)
                        """))
        .param("atMost", atMost)
        .param("behind", behind == null ? null : behind.value())
        .query(Reports::row)
        .list();
  }

  private static KnownReport row(ResultSet row, int number) throws SQLException {
    return new KnownReport(
        new CorrelationId(row.getString("correlation_id")),
        row.getLong("size_bytes"),
        row.getString("sha256"),
        Times.instant(row, "stored_at"));
  }

  /**
   * Keeps the report that is replaced from being removed meanwhile, and this one after it; waits
   * for whoever is just removing it.
   */
  private void announce(CorrelationId id) {
    jdbc.sql("UPDATE report SET needed_at = now() WHERE correlation_id = :id")
        .param("id", id.value())
        .update();
  }

  /** How long it is kept is judged by the database's clock, whatever this machine's says. */
  private void remember(ReportView report) {
    jdbc.sql(
            """
            INSERT INTO report (correlation_id, size_bytes, sha256, stored_at, needed_at)
            VALUES (:id, :size, :sha256, :storedAt, now())
            ON CONFLICT (correlation_id) DO UPDATE
            SET size_bytes = :size, sha256 = :sha256, stored_at = :storedAt, needed_at = now()
            """)
        .param("id", report.correlationId())
        .param("size", report.size())
        .param("sha256", report.sha256())
        .param("storedAt", Times.utc(clock.instant()))
        .update();
  }
}
