package io.chasqui.worker.report;

import io.chasqui.report.ReportStorage;
import io.chasqui.report.http.TestHttp;
import java.net.URI;
import java.time.Duration;

/** What a delivery makes of an HTTP storage that misbehaves. */
class StorageFaultsIT extends StorageFaultsContract {

  @Override
  ReportStorage storage(URI server, Duration timeout) {
    return TestHttp.storage(server.resolve("/reports"), timeout);
  }

  @Override
  int requests() {
    return 1;
  }
}
