package io.chasqui.report;

import java.io.IOException;
import java.io.InputStream;

/**
 * An open report.
 *
 * @param size in bytes, as the storage states it; -1 when it does not
 */
public record StoredReport(InputStream content, long size) implements AutoCloseable {

  @Override
  public void close() throws IOException {
    content.close();
  }
}
