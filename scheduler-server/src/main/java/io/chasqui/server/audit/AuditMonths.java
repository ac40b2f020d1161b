package io.chasqui.server.audit;

import io.chasqui.platform.db.Months;
import java.time.Duration;

/** The months that entries are stored in. */
public interface AuditMonths extends Months {

  /**
   * Drops the oldest month that has been over for longer than that. One server at a time does it,
   * the others do nothing meanwhile.
   *
   * @return how many entries went; 0 when there is no such month, or when somebody who reads holds
   *     it
   */
  int dropOldest(Duration overFor);
}
