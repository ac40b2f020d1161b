package io.chasqui.worker.queue;

import io.chasqui.worker.lane.Bulkheads;
import io.chasqui.worker.lane.Share;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Has due jobs taken of one share after the other, as many as there are free hands for. */
final class ShareFeeder {

  private final Bulkheads hands;
  private final Taker taker;
  private volatile Set<Share> heldBack = Set.of();
  private volatile boolean handsAreFull;

  ShareFeeder(Bulkheads hands, Taker taker) {
    this.hands = hands;
    this.taker = taker;
  }

  /** Asks each of these for work, in their order. */
  void feed(List<Share> shares) {
    Set<Share> full = new LinkedHashSet<>();
    int free = hands.free();
    int taken = 0;
    for (Share share : shares) {
      int room = Math.min(hands.room(share), free - taken);
      int brought = room == 0 ? 0 : taker.take(share, room);
      taken += brought;
      if (brought == room) {
        full.add(share);
      }
    }
    heldBack = full;
    handsAreFull = taken == free;
  }

  /** The shares of which more may be due than there was room for. */
  Set<Share> heldBack() {
    return heldBack;
  }

  /** Whether the last feeding left no hand free. */
  boolean handsAreFull() {
    return handsAreFull;
  }

  /** Whether so many hands are free again that a look for work is worth it. */
  boolean canTakeMore() {
    return heldBack.stream().anyMatch(hands::areFreeAgain);
  }

  /** Takes due jobs of a share and runs them. */
  interface Taker {

    /** Returns how many jobs that were. */
    int take(Share share, int atMost);
  }
}
