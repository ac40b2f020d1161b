package io.chasqui.report;

import io.chasqui.platform.CorrelationId;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Where reports are kept. An {@link IOException} means that the storage is away or broken. */
public interface ReportStorage {

  /**
   * Opens a report, unless the caller has it already.
   *
   * @param knownVersion of the content that the caller has, as this storage gave it; null: it has
   *     none, and {@link StorageAnswer.Unchanged} is not answered
   */
  StorageAnswer open(CorrelationId id, @Nullable String knownVersion) throws IOException;

  /**
   * As {@link #open(CorrelationId, String)}, for one whom another thread may end, while it waits
   * for the answer and while it reads what was answered.
   *
   * @param cut a storage that can break off says how; others ignore it
   */
  default StorageAnswer open(CorrelationId id, @Nullable String knownVersion, ReadCut cut)
      throws IOException {
    return open(id, knownVersion);
  }

  /**
   * As {@link #open(CorrelationId, String)}, for one who wants no content: it may be missing from
   * the answer.
   */
  default StorageAnswer look(CorrelationId id) throws IOException {
    return open(id, null);
  }

  /**
   * Keeps a report, instead of the one that was kept under its id before. A report that breaks off
   * is not kept, not even in part.
   *
   * @throws ReadOnlyStorage when reports come into the storage another way
   */
  void put(CorrelationId id, InputStream content) throws IOException;
}
