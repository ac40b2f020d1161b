package io.chasqui.contract.delivery;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an act on many deliveries would come to now; nothing was changed.
 *
 * @param untilId the newest delivery that the filter selects; null: it selects none
 * @param total how many it selects; 100001: more than 100000, which no act may be about
 * @param wanted of these, those that the act would change
 * @param surelyNotSent of those that it can change, those of which no copy can have arrived
 * @param mayHaveArrived of those that it can change, those of which a copy may have arrived
 * @param skipped how many it would not change, by their state or by a code: ERASED,
 *     MAY_HAVE_ARRIVED, AFTER_DEADLINE
 * @param first the newest ten that the filter selects
 */
public record BulkDryRunView(
    @Nullable UUID untilId,
    int total,
    int wanted,
    int surelyNotSent,
    int mayHaveArrived,
    Map<String, Integer> skipped,
    List<DeliveryView> first) {

  public BulkDryRunView {
    skipped = Map.copyOf(skipped);
    first = List.copyOf(first);
  }
}
