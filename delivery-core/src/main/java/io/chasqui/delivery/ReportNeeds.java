package io.chasqui.delivery;

import io.chasqui.platform.CorrelationId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Who still needs a report. */
public interface ReportNeeds {

  /**
   * Until when deliveries need a report, if that is after a time, by the database's clock: the end
   * of one that carried it; of one that is open or uncertain now, or the time it is scheduled for.
   * The newest are asked first, and no others once some need it, though an older one may need it
   * for longer.
   *
   * @return empty when nobody needs it after {@code time}
   */
  Optional<Instant> neededAfter(CorrelationId report, Instant time);

  /**
   * By how many deliveries each of these reports is carried.
   *
   * @param atMost more than so many of one are not counted
   */
  Map<CorrelationId, Integer> uses(Collection<CorrelationId> reports, int atMost);
}
