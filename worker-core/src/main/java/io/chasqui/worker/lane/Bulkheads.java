package io.chasqui.worker.lane;

import io.chasqui.delivery.Lane;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * How many hands of a queue each share may have. No lane has more than its channel allows, and work
 * in bulk never more than three quarters, neither of all nor of those of a lane, so that direct
 * work finds a free one. Where there is only one, work in bulk may have it; direct work is asked
 * for first whenever it is free.
 */
public final class Bulkheads {

  /** When all are full, new jobs are taken when this part of them is free: several at once. */
  private static final int REFILL_PART = 4;

  private final IntSupplier count;
  private final ToIntFunction<Lane> mostOfLane;
  private final ToIntFunction<Predicate<Share>> inHand;

  /**
   * @param count how many hands the queue has now
   * @param mostOfLane how many of them a lane may have now; may be more than there are
   * @param inHand how many jobs of these shares of the queue are in its hands
   */
  public Bulkheads(
      IntSupplier count, ToIntFunction<Lane> mostOfLane, ToIntFunction<Predicate<Share>> inHand) {
    this.count = count;
    this.mostOfLane = mostOfLane;
    this.inHand = inHand;
  }

  /** How many more jobs of the queue could run now. */
  public int free() {
    return Math.max(0, count.getAsInt() - inHand.applyAsInt(share -> true));
  }

  /** How many more jobs of a share could run now. */
  public int room(Share share) {
    Lane lane = share.lane();
    int ofAll = count.getAsInt();
    int ofLane = Math.min(ofAll, mostOfLane.applyAsInt(lane));
    int room = Math.min(free(), ofLane - inHand.applyAsInt(one -> one.lane().equals(lane)));
    if (share.isBulk()) {
      room = Math.min(room, bulkPart(ofAll) - inHand.applyAsInt(Share::isBulk));
      room = Math.min(room, bulkPart(ofLane) - inHand.applyAsInt(share::equals));
    }
    return Math.max(0, room);
  }

  /** Whether so many hands are free again, whoever had them, that a look for work is worth it. */
  public boolean areFreeAgain() {
    return free() >= Math.max(1, count.getAsInt() / REFILL_PART);
  }

  /** Whether there is room again for so many jobs of a share that a look for them is worth it. */
  public boolean areFreeAgain(Share share) {
    int room = room(share);
    return room >= Math.max(1, (room + inHand.applyAsInt(share::equals)) / REFILL_PART);
  }

  /** Three quarters, but one at least, or a worker with one hand would leave it for ever. */
  private static int bulkPart(int hands) {
    return Math.max(1, hands * 3 / 4);
  }
}
