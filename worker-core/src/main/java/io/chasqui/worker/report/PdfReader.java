package io.chasqui.worker.report;

import io.chasqui.report.CheckedPdf;
import io.chasqui.report.ReportTooLarge;
import io.chasqui.report.StoredReport;
import java.io.IOException;

/**
 * Reads open reports in one pass.
 *
 * @param limit of a PDF, in bytes
 */
record PdfReader(ReportEncoding form, long limit) {

  /** What a report may take, in bytes, in whatever form it is sent. */
  long memoryFor(StoredReport stored) {
    long size = stored.size() < 0 ? limit : Math.min(limit, stored.size());
    return size + size / 2;
  }

  /** Reads a report to its end; the caller closes it. */
  Report read(StoredReport stored) throws IOException {
    if (stored.size() > limit) {
      throw new ReportTooLarge(limit);
    }
    CheckedPdf pdf =
        form.needsDigest()
            ? CheckedPdf.digested(stored.content(), limit)
            : CheckedPdf.counted(stored.content(), limit);
    byte[] content = form.read(pdf, stored.size());
    if (stored.size() >= 0 && stored.size() != pdf.size()) {
      throw new IOException("the storage broke off");
    }
    return new Report(content, form.needsDigest() ? pdf.sha256() : null);
  }
}
