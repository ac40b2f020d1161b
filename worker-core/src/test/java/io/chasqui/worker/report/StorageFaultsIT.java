package io.chasqui.worker.report;

import io.chasqui.report.ReportStorage;
import io.chasqui.report.http.HttpReportStorage;
import io.chasqui.testing.TestStorage;
import java.net.URI;
import java.time.Duration;

/** What a delivery makes of an HTTP storage that misbehaves. */
class StorageFaultsIT extends StorageFaultsContract {

  @Override
  ReportStorage storage(URI server, Duration timeout) {
    URI base = server.resolve("/reports");
    return new HttpReportStorage(base, null, TestStorage.client(base, timeout));
  }

  @Override
  int requests() {
    return 1;
  }
}
