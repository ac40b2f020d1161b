package io.chasqui.report;

import io.chasqui.platform.CorrelationId;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Reads reports from a map. */
public final class TestReports {

  private TestReports() {}

  public static ReportReader of(Map<String, byte[]> reports) {
    return new ReportReader(
        new ReportStorage() {
          @Override
          public Optional<StoredReport> open(CorrelationId id) {
            return Optional.ofNullable(reports.get(id.value()))
                .map(pdf -> new StoredReport(new ByteArrayInputStream(pdf), pdf.length));
          }

          @Override
          public void put(CorrelationId id, InputStream content) {
            throw new UnsupportedOperationException();
          }
        });
  }
}
