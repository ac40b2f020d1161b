package io.chasqui.worker.report;

import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.report.ReportNotPdf;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.ReportTooLarge;
import io.chasqui.report.StorageSettings;
import io.chasqui.worker.report.ReportRead.Found;
import io.chasqui.worker.report.ReportRead.NotHad;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/** Reads reports for sending, and says what it means for a delivery when that fails. */
public final class ReportReader {

  /** Not there (yet): reports may be made after their delivery was scheduled. */
  public static final String REPORT_NOT_FOUND = "REPORT_NOT_FOUND";

  public static final String REPORT_TOO_LARGE = "REPORT_TOO_LARGE";
  public static final String REPORT_NOT_PDF = "REPORT_NOT_PDF";
  public static final String STORAGE_UNAVAILABLE = "STORAGE_UNAVAILABLE";

  private static final Logger log = LoggerFactory.getLogger(ReportReader.class);

  private final ReportCache reports;
  private final ReportMemoryBudget memory;

  /**
   * @param form how the channel sends reports
   * @param limit the largest PDF that the channel can carry
   * @param settings how much memory reports may take
   * @throws InvalidSetting when the cache's size is negative
   */
  public ReportReader(
      ReportStorage storage,
      ReportEncoding form,
      DataSize limit,
      StorageSettings settings,
      MeterRegistry meters) {
    DataSize cacheSize = settings.cacheSize();
    if (cacheSize.isNegative()) {
      throw new InvalidSetting(
          "chasqui.storage.cache-size", "is negative.", "Give a size, e.g. 64MB, or 0 for none.");
    }
    this.memory = new ReportMemoryBudget(settings.inFlight().toBytes(), settings.longestWait());
    this.reports =
        new ReportCache(storage, new PdfReader(form, limit.toBytes()), cacheSize.toBytes(), meters);
  }

  /** Reads a report as it is in the storage now. */
  public ReportRead read(CorrelationId id) {
    try {
      return readOrWait(id);
    } catch (ReportMemoryBudget.Full e) {
      return new NotHad(new TemporaryFailure(FailureCode.WORKER_BUSY, e.getMessage()));
    } catch (ReportTooLarge e) {
      return new NotHad(new PermanentFailure(REPORT_TOO_LARGE, e.getMessage()));
    } catch (ReportNotPdf e) {
      return new NotHad(new PermanentFailure(REPORT_NOT_PDF, e.getMessage()));
    } catch (IOException e) {
      log.debug("The report could not be read", e);
      return new NotHad(new TemporaryFailure(STORAGE_UNAVAILABLE, e.getClass().getSimpleName()));
    }
  }

  /** The storage is not kept waiting with an open report. */
  private ReportRead readOrWait(CorrelationId id) throws IOException {
    ReportMemoryBudget.Part part = memory.part();
    try {
      return read(id, part);
    } catch (ReportMemoryBudget.Full e) {
      part.await(e.bytes());
      return read(id, part);
    }
  }

  private ReportRead read(CorrelationId id, ReportMemoryBudget.Part part) throws IOException {
    boolean found = false;
    try {
      Optional<Report> report = reports.find(id, part::take);
      found = report.isPresent();
      return report
          .<ReportRead>map(present -> new Found(present, part::close))
          .orElseGet(
              () ->
                  new NotHad(
                      new TemporaryFailure(REPORT_NOT_FOUND, "not in the report storage yet")));
    } finally {
      if (!found) {
        part.close();
      }
    }
  }
}
