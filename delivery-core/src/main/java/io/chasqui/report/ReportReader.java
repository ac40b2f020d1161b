package io.chasqui.report;

import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.platform.CorrelationId;
import io.chasqui.report.ReportRead.Found;
import io.chasqui.report.ReportRead.NotHad;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Reads reports for sending, and says what it means for a delivery when that fails. */
@Component
public class ReportReader {

  /** Not there (yet): reports may be made after their delivery was scheduled. */
  public static final String REPORT_NOT_FOUND = "REPORT_NOT_FOUND";

  public static final String REPORT_TOO_LARGE = "REPORT_TOO_LARGE";
  public static final String REPORT_NOT_PDF = "REPORT_NOT_PDF";
  public static final String STORAGE_UNAVAILABLE = "STORAGE_UNAVAILABLE";

  private static final Logger log = LoggerFactory.getLogger(ReportReader.class);

  private final ReportStorage storage;

  ReportReader(ReportStorage storage) {
    this.storage = storage;
  }

  /**
   * @param limit the most the channel can carry
   */
  public ReportRead read(CorrelationId id, DataSize limit) {
    try {
      Optional<StoredReport> stored = storage.open(id);
      return stored.isPresent()
          ? readAll(id, stored.get(), limit.toBytes())
          : new NotHad(new TemporaryFailure(REPORT_NOT_FOUND, "not in the report storage yet"));
    } catch (ReportTooLarge e) {
      return new NotHad(new PermanentFailure(REPORT_TOO_LARGE, e.getMessage()));
    } catch (ReportNotPdf e) {
      return new NotHad(new PermanentFailure(REPORT_NOT_PDF, e.getMessage()));
    } catch (IOException e) {
      log.debug("The report could not be read", e);
      return new NotHad(new TemporaryFailure(STORAGE_UNAVAILABLE, e.getClass().getSimpleName()));
    }
  }

  private static ReportRead readAll(CorrelationId id, StoredReport stored, long limit)
      throws IOException {
    try (stored;
        CheckedPdf content = new CheckedPdf(stored.content(), limit)) {
      if (stored.size() > limit) {
        throw new ReportTooLarge(limit);
      }
      byte[] bytes = content.readAllBytes();
      if (stored.size() >= 0 && stored.size() != bytes.length) {
        throw new IOException("the storage broke off");
      }
      return new Found(new Report(id, bytes, content.sha256()));
    }
  }
}
