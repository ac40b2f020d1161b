package io.chasqui.worker.lane;

import java.time.Duration;

/** How many of some slots became free a short while ago. */
final class Turnover {

  private final long[] freedAt;
  private final long whileNanos;
  private int known;
  private int next;

  /**
   * @param slots how many there are; more are not counted
   */
  Turnover(int slots, Duration shortWhile) {
    this.freedAt = new long[Math.max(1, slots)];
    this.whileNanos = shortWhile.toNanos();
  }

  /**
   * @param now by a clock that nobody sets
   */
  void hasFreed(long now) {
    freedAt[next] = now;
    next = (next + 1) % freedAt.length;
    known = Math.min(known + 1, freedAt.length);
  }

  int freed(long now) {
    int freed = 0;
    for (int i = 0; i < known; i++) {
      if (now - freedAt[i] < whileNanos) {
        freed++;
      }
    }
    return freed;
  }
}
