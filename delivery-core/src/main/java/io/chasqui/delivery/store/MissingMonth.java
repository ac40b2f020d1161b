package io.chasqui.delivery.store;

import io.chasqui.delivery.StoredDelivery;
import io.chasqui.platform.TemporarilyUnavailable;
import io.chasqui.platform.db.MissingPartition;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/** Knows a refusal that is no fault of the delivery: its id is of a month that is not there. */
final class MissingMonth {

  private MissingMonth() {}

  /** What is to be thrown in place of the refusal. */
  static DataAccessException orItself(
      DataIntegrityViolationException refusal, List<StoredDelivery> deliveries) {
    if (!MissingPartition.isMeantBy(refusal)) {
      return refusal;
    }
    return new TemporarilyUnavailable(
        "There is no month for deliveries of %s, by this machine's clock. If that is right, see why"
                .formatted(deliveries.get(0).createdAt())
            + " the months were not made (alert PARTITION_MISSING); if not, set the clock",
        refusal);
  }
}
