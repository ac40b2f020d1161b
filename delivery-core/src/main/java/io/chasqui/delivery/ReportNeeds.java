package io.chasqui.delivery;

import io.chasqui.platform.CorrelationId;
import java.time.Instant;
import java.util.Optional;

/** Who still needs a report. */
public interface ReportNeeds {

  /**
   * Until when deliveries need a report, as far as is known, by the database's clock: the end of
   * the last one that carried it; of one that is open or uncertain now, or the time it is scheduled
   * for.
   *
   * @return empty when none carries it
   */
  Optional<Instant> neededUntil(CorrelationId report);
}
