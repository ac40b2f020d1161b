package io.chasqui.worker.lane;

import io.chasqui.delivery.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * How many attempts of a queue are at their peers at once, each share within its bounds. A worker
 * holds more deliveries than that: those whose turn comes next, and those whose ends are being
 * stored, so that neither keeps a peer waiting. How many more follows from how fast slots become
 * free: behind a peer that hangs nothing waits that another worker could send.
 */
public final class PeerSlots {

  /** As many slots as became free in this time are going to in the next. */
  private static final Duration SHORT_WHILE = Duration.ofMillis(100);

  /** A peer that has an attempt for longer is none that something is taken ahead for. */
  private static final Duration QUICK = Duration.ofMillis(250);

  /** Where a peer has begun to hang, what was taken ahead goes back after it. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final int count;
  private final int timesAhead;
  private final ToIntFunction<Lane> mostOfLane;
  private final LongSupplier nanos;
  private final Bulkheads bounds;
  private final Map<Share, Integer> taken = new HashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final Turnover ofAll;
  private final Map<Lane, Turnover> ofLanes = new HashMap<>();
  private boolean closed;

  /**
   * @param count how many there are, at least 1
   * @param timesAhead how many times that the worker holds besides, where peers are fast
   * @param mostOfLane how many of them a lane may have; may be more than there are
   * @param nanos as {@link System#nanoTime}
   */
  public PeerSlots(int count, int timesAhead, ToIntFunction<Lane> mostOfLane, LongSupplier nanos) {
    this.count = count;
    this.timesAhead = timesAhead;
    this.mostOfLane = mostOfLane;
    this.nanos = nanos;
    this.bounds = new Bulkheads(() -> count, mostOfLane, this::taken);
    this.ofAll = new Turnover(count, SHORT_WHILE);
  }

  /** How many deliveries of the queue the worker may hold now. */
  public synchronized int mostInHand() {
    return count + timesAhead * ofAll.freed(nanos.getAsLong());
  }

  /** How many deliveries of a lane the worker may hold now. */
  public synchronized int mostInHand(Lane lane) {
    Turnover freed = ofLanes.get(lane);
    int ahead = freed == null ? 0 : timesAhead * freed.freed(nanos.getAsLong());
    return ofLane(lane) + ahead;
  }

  /**
   * Waits for the turn of an attempt: direct work first, and what came first before the rest.
   *
   * @return not {@linkplain PeerSlot#isHad had} when it has taken too long, or no attempt is to
   *     begin any more
   */
  public PeerSlot await(Share share) {
    Waiting mine = new Waiting(share, new CompletableFuture<>());
    enter(mine);
    try {
      return mine.turn().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return leave(mine);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return leave(mine);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on no attempt begins, not even one that waits for its turn. */
  public synchronized void close() {
    closed = true;
    waiting.forEach(one -> one.turn().complete(PeerSlot.NONE));
    waiting.clear();
  }

  /** Attempts may begin. */
  public synchronized void open() {
    closed = false;
  }

  /** How many attempts wait for their turn. */
  synchronized int waiting() {
    return waiting.size();
  }

  private synchronized void enter(Waiting one) {
    if (closed) {
      one.turn().complete(PeerSlot.NONE);
      return;
    }
    int place = waiting.size();
    while (place > 0 && !one.share().isBulk() && waiting.get(place - 1).share().isBulk()) {
      place--;
    }
    waiting.add(place, one);
    grant();
  }

  /** Its turn may have come at this moment. */
  private synchronized PeerSlot leave(Waiting one) {
    waiting.remove(one);
    return one.turn().getNow(PeerSlot.NONE);
  }

  private void grant() {
    Iterator<Waiting> next = waiting.iterator();
    while (next.hasNext() && bounds.free() > 0) {
      Waiting one = next.next();
      if (bounds.room(one.share()) > 0) {
        next.remove();
        taken.merge(one.share(), 1, Integer::sum);
        long begunAt = nanos.getAsLong();
        one.turn().complete(PeerSlot.had(() -> free(one.share(), begunAt)));
      }
    }
  }

  private synchronized void free(Share share, long begunAt) {
    taken.computeIfPresent(share, (same, slots) -> slots == 1 ? null : slots - 1);
    Lane lane = share.lane();
    long now = nanos.getAsLong();
    if (now - begunAt <= QUICK.toNanos()) {
      ofAll.hasFreed(now);
      ofLanes
          .computeIfAbsent(lane, unknown -> new Turnover(ofLane(lane), SHORT_WHILE))
          .hasFreed(now);
    }
    grant();
    if (taken(one -> one.lane().equals(lane)) == 0) {
      // There may be any number of hosts.
      ofLanes.remove(lane);
    }
  }

  private int ofLane(Lane lane) {
    return Math.min(count, mostOfLane.applyAsInt(lane));
  }

  private int taken(Predicate<Share> shares) {
    int sum = 0;
    for (Map.Entry<Share, Integer> one : taken.entrySet()) {
      if (shares.test(one.getKey())) {
        sum += one.getValue();
      }
    }
    return sum;
  }

  private record Waiting(Share share, CompletableFuture<PeerSlot> turn) {}
}
