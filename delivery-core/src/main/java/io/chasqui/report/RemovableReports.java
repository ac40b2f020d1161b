package io.chasqui.report;

import io.chasqui.platform.CorrelationId;
import java.io.IOException;
import java.time.Instant;

/**
 * A storage of our own, whose reports may be removed. A report goes in two steps, so that it can
 * come back when it turns out to be needed: who was promised it before the first step finds it
 * again, and who comes after that finds none from the beginning. An {@link IOException} means that
 * the storage is away or broken; whatever broke off can be begun again.
 */
public interface RemovableReports {

  /**
   * Takes a report out of everybody's sight.
   *
   * @param unchangedSince one that was stored or replaced later stays
   * @return whether it is out of sight, or was not there at all
   */
  boolean setAside(CorrelationId id, Instant unchangedSince) throws IOException;

  /** Brings back what was set aside, unless there is a newer one by now, or nothing was. */
  void bringBack(CorrelationId id) throws IOException;

  /** Removes what was set aside, if anything was. */
  void removeAside(CorrelationId id) throws IOException;
}
