package io.chasqui.report.http;

import io.chasqui.report.ReportStorage;
import io.chasqui.testing.TestStorage;
import java.net.URI;
import java.time.Duration;

/** HTTP storages of tests. */
public final class TestHttp {

  private TestHttp() {}

  public static ReportStorage storage(URI base, Duration timeout) {
    return new HttpReportStorage(base, null, TestStorage.client(base, timeout));
  }
}
