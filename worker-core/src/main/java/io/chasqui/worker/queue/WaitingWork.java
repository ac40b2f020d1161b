package io.chasqui.worker.queue;

import io.chasqui.delivery.Band;
import io.chasqui.worker.lane.Share;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which shares of a queue have jobs that wait.
 *
 * @param dueAt of each share when its first job is due
 */
record WaitingWork(Map<Share, Instant> dueAt) {

  /** Who goes first: direct work, and of either band what has been due for longest. */
  private static final Comparator<Map.Entry<Share, Instant>> ORDER =
      Comparator.<Map.Entry<Share, Instant>, Band>comparing(work -> work.getKey().band())
          .thenComparing(Map.Entry::getValue);

  WaitingWork {
    dueAt = Map.copyOf(dueAt);
  }

  /** The same but for the time of one share. */
  WaitingWork with(Share share, Instant at) {
    Map<Share, Instant> changed = new HashMap<>(dueAt);
    changed.put(share, at);
    return new WaitingWork(changed);
  }

  static WaitingWork unknown() {
    return new WaitingWork(Map.of());
  }

  /**
   * The shares to be asked for work at this time, in their order. The queue's own is always among
   * them: most queues have no other, and need nobody to tell that something is due there.
   */
  List<Share> toAsk(Share own, Instant now) {
    return Stream.concat(
            Stream.of(Map.entry(own, dueAt.getOrDefault(own, Instant.EPOCH))),
            dueAt.entrySet().stream()
                .filter(work -> !work.getKey().equals(own) && !work.getValue().isAfter(now)))
        .sorted(ORDER)
        .map(Map.Entry::getKey)
        .toList();
  }
}
