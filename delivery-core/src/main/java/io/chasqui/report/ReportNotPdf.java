package io.chasqui.report;

import java.io.IOException;

/** The report does not begin with {@code %PDF-}. */
public final class ReportNotPdf extends IOException {

  private static final long serialVersionUID = 1L;

  ReportNotPdf() {
    super("does not begin with %PDF-");
  }
}
