package io.chasqui.report;

import io.chasqui.platform.CorrelationId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where reports are kept. An {@link IOException} means that the storage is away or broken. */
public interface ReportStorage {

  /**
   * Opens a report; the caller closes it.
   *
   * @return empty when it is not there (yet)
   */
  Optional<StoredReport> open(CorrelationId id) throws IOException;

  /**
   * Keeps a report, instead of the one that was kept under its id before. A report that breaks off
   * is not kept, not even in part.
   *
   * @throws ReadOnlyStorage when reports come into the storage another way
   */
  void put(CorrelationId id, InputStream content) throws IOException;
}
