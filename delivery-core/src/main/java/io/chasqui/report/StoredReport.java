package io.chasqui.report;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * An open report; who opened it closes it.
 *
 * @param content of the PDF, from its beginning
 * @param size in bytes, as the storage states it; -1 when it does not
 * @param version visible ASCII without quotes, another one for any other content of the report;
 *     null when the storage cannot vouch for that
 */
public record StoredReport(InputStream content, long size, @Nullable String version)
    implements StorageAnswer, AutoCloseable {

  @Override
  public void close() throws IOException {
    content.close();
  }
}
