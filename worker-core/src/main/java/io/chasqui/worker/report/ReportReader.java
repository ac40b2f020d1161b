package io.chasqui.worker.report;

import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.platform.CorrelationId;
import io.chasqui.report.ReportNotPdf;
import io.chasqui.report.ReportTooLarge;
import io.chasqui.worker.report.ReportRead.Found;
import io.chasqui.worker.report.ReportRead.NotHad;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads reports for sending, and says what it means for a delivery when that fails. */
public final class ReportReader {

  /** Not there (yet): reports may be made after their delivery was scheduled. */
  public static final String REPORT_NOT_FOUND = "REPORT_NOT_FOUND";

  public static final String REPORT_TOO_LARGE = "REPORT_TOO_LARGE";
  public static final String REPORT_NOT_PDF = "REPORT_NOT_PDF";

  /** The storage serves others, and again and again not this one. */
  public static final String REPORT_UNREADABLE = "REPORT_UNREADABLE";

  private static final Logger log = LoggerFactory.getLogger(ReportReader.class);

  private final StorageReads storage;
  private final ReportMemoryBudget memory;
  private final ReportCache reports;

  ReportReader(StorageReads storage, ReportMemoryBudget memory, ReportCache reports) {
    this.storage = storage;
    this.memory = memory;
    this.reports = reports;
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
    } catch (NotRead e) {
      return new NotHad(e.outcome());
    }
  }

  /** The storage is not kept waiting with an open report. */
  private ReportRead readOrWait(CorrelationId id)
      throws ReportMemoryBudget.Full, ReportTooLarge, ReportNotPdf, NotRead {
    ReportMemoryBudget.Part part = memory.part();
    try {
      return read(id, part);
    } catch (ReportMemoryBudget.Full e) {
      part.await(e.bytes());
      return read(id, part);
    }
  }

  private ReportRead read(CorrelationId id, ReportMemoryBudget.Part part)
      throws ReportMemoryBudget.Full, ReportTooLarge, ReportNotPdf, NotRead {
    boolean found = false;
    try {
      Optional<Report> report = ask(id, part);
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

  private Optional<Report> ask(CorrelationId id, ReportMemoryBudget.Part part)
      throws ReportMemoryBudget.Full, ReportTooLarge, ReportNotPdf, NotRead {
    StorageRead read = storage.begin(id);
    try {
      Optional<Report> report = reports.find(id, part::take, read.cut());
      storage.answered(read);
      return report;
    } catch (ReportTooLarge | ReportNotPdf e) {
      storage.answered(read);
      throw e;
    } catch (ReportMemoryBudget.Full e) {
      throw e;
    } catch (IOException e) {
      log.debug("The report could not be read", e);
      throw storage.brokeOff(read, e);
    } finally {
      storage.end(read);
    }
  }
}
