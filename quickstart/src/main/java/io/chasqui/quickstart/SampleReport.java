package io.chasqui.quickstart;

/** One report in storage, so that the first delivery needs no preparation. */
final class SampleReport {

  static final String CORRELATION_ID = "sample-report";

  private SampleReport() {}

  static void store(ServerCalls server) {
    server.send(
        "PUT",
        "/api/reports/" + CORRELATION_ID,
        "application/pdf",
        SamplePdf.page("Chasqui sample report"));
  }
}
