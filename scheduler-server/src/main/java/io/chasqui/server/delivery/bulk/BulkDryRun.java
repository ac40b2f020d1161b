package io.chasqui.server.delivery.bulk;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.DeliveryId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk act would come to now.
 *
 * @param untilId the newest delivery that the filter selects, by which the act is bound; null: it
 *     selects none
 * @param total how many it selects; {@link #MOST} and one more: more than that, and nothing else of
 *     this is of all of them
 * @param wanted of these, those that the act changes
 * @param surelyNotSent of those that it can change, those of which no copy can have arrived
 * @param mayHaveArrived of those that it can change, those of which one may have arrived; {@code
 *     RETRY} changes them only when the order says so
 * @param skipped of those that it does not change, how many for which reason: a state, or a code
 * @param first the newest ten of all
 */
public record BulkDryRun(
    @Nullable DeliveryId untilId,
    int total,
    int wanted,
    int surelyNotSent,
    int mayHaveArrived,
    Map<String, Integer> skipped,
    List<DeliveryView> first) {

  /** So many deliveries an act is about at the most. */
  public static final int MOST = 100_000;

  public BulkDryRun {
    skipped = Map.copyOf(skipped);
    first = List.copyOf(first);
  }

  /** Whether the filter selects more than an act may be about. */
  public boolean isTooMany() {
    return total > MOST;
  }
}
