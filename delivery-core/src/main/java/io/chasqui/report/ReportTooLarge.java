package io.chasqui.report;

import java.io.IOException;

/** The report has more bytes than are allowed. */
public final class ReportTooLarge extends IOException {

  private static final long serialVersionUID = 1L;

  private final long limit;

  public ReportTooLarge(long limit) {
    super("more than " + limit + " bytes");
    this.limit = limit;
  }

  /** In bytes. */
  public long limit() {
    return limit;
  }
}
