package io.chasqui.report;

import java.io.IOException;

/**
 * Reads open reports in one pass.
 *
 * @param limit of a PDF, in bytes
 */
record PdfReader(ReportForm form, long limit) {

  /** Reads a report to its end; the caller closes it. */
  Report read(StoredReport stored) throws IOException {
    if (stored.size() > limit) {
      throw new ReportTooLarge(limit);
    }
    CheckedPdf pdf = new CheckedPdf(stored.content(), limit);
    byte[] content = form.read(pdf, stored.size());
    if (stored.size() >= 0 && stored.size() != pdf.size()) {
      throw new IOException("the storage broke off");
    }
    return new Report(content, pdf.sha256());
  }
}
