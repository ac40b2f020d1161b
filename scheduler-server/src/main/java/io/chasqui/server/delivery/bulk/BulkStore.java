package io.chasqui.server.delivery.bulk;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.DeliveryId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps bulk acts. */
public interface BulkStore {

  /**
   * Adds one, with its first step.
   *
   * @param act as it is ordered; its times and counts of what was done are not looked at
   * @param wait until it begins
   */
  void add(BulkAct act, Duration wait);

  /** The act of this id; empty when there is none. */
  Optional<BulkAct> find(UUID id);

  /**
   * Acts, newest first.
   *
   * @param olderThan the last one of the page before; null: from the newest on
   */
  List<BulkAct> list(@Nullable UUID olderThan, int limit);

  /**
   * Lets one run that waits, unless two run, or one that may be about the same channel. Servers
   * decide one after the other.
   *
   * @param channel of the act; null: it may be about all
   * @return false: it goes on waiting
   */
  boolean start(UUID id, @Nullable Channel channel);

  /**
   * Notes how far one has come that runs.
   *
   * @param cursor the oldest delivery that it has come to
   * @return false when it does not run any more
   */
  boolean advance(UUID id, DeliveryId cursor, int done, List<BulkRefusal> refused);

  /**
   * Notes that the next delivery is in somebody's hands.
   *
   * @return false when it does not run any more
   */
  boolean waitForNext(UUID id);

  /**
   * Ends one that runs.
   *
   * @return false when it does not run any more
   */
  boolean finish(UUID id);

  /**
   * Stops one that waits or runs; of a step that is under way nothing stays.
   *
   * @return false when it has ended
   */
  boolean stop(UUID id, String by);

  /** How many deliveries it did not change, by the reason. */
  Map<String, Integer> refusedBy(UUID id);

  /**
   * Deliveries that it did not change, in the order of their ids.
   *
   * @param after the last one of the page before; null: from the first on
   */
  List<BulkRefusal> refusals(UUID id, @Nullable DeliveryId after, int limit);

  /**
   * Erases filters that name a recipient, of acts that ended so long ago.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int eraseFilters(Duration after, int atMost);

  /**
   * Removes acts that ended so long ago, and whom they refused.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int remove(Duration after, int atMost);
}
