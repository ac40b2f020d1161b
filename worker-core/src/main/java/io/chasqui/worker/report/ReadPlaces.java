package io.chasqui.worker.report;

import io.chasqui.platform.CorrelationId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The hands of a queue that may be with the storage at once: half of them, so that a storage that
 * does not answer leaves the others to deliveries that need nothing of it.
 *
 * <p>A report that has had its time gives its place to the next one that wants it, and is known as
 * slow from then on. A report that is known as slow has whichever places nobody else wants; a
 * quarter of them is kept by those of the slow ones that were begun first. So reports that are
 * answered at once find a place, and those that take long are read in the end.
 */
final class ReadPlaces {

  private static final Duration LOOK = Duration.ofMillis(10);

  private final int count;
  private final int forSlow;
  private final Predicate<CorrelationId> isKnownAsSlow;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition oneIsFree = lock.newCondition();
  private final UsualTime usual = new UsualTime();

  /** In the order in which they were begun. */
  private final Set<StorageRead> reads = new LinkedHashSet<>();

  /**
   * @param hands of the queue
   * @param isKnownAsSlow whether the storage has been slow with a report since it was served
   * @param nanos as {@link System#nanoTime}
   */
  ReadPlaces(int hands, Predicate<CorrelationId> isKnownAsSlow, LongSupplier nanos) {
    this.count = Math.max(1, hands / 2);
    this.forSlow = Math.max(1, count / 4);
    this.isKnownAsSlow = isKnownAsSlow;
    this.nanos = nanos;
  }

  /**
   * Begins a reading.
   *
   * @return empty when there is no place for it
   */
  Optional<StorageRead> take(CorrelationId report) {
    boolean slow = isKnownAsSlow.test(report);
    lock.lock();
    try {
      if (isBeingReadForLong(report) || !isFreeSoon(slow)) {
        return Optional.empty();
      }
      StorageRead read = new StorageRead(report, slow, nanos.getAsLong());
      reads.add(read);
      return Optional.of(read);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends a reading.
   *
   * @param isAnswered whether the storage has answered, and all was read
   */
  void leave(StorageRead read, boolean isAnswered) {
    lock.lock();
    try {
      if (reads.remove(read) && isAnswered) {
        usual.took(age(read));
      }
      oneIsFree.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How many are taken. */
  int taken() {
    lock.lock();
    try {
      return reads.size();
    } finally {
      lock.unlock();
    }
  }

  /** The readings that were begun so long ago. */
  List<StorageRead> olderThan(Duration time) {
    lock.lock();
    try {
      return reads.stream().filter(read -> age(read) >= time.toNanos()).toList();
    } finally {
      lock.unlock();
    }
  }

  /** How long the storage usually takes. */
  Duration usualTime() {
    lock.lock();
    try {
      return usual.time();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it has been slow by now, whatever comes of it. */
  boolean isSlow(StorageRead read) {
    lock.lock();
    try {
      return age(read) >= usual.slow();
    } finally {
      lock.unlock();
    }
  }

  /** Then others would wait for the same, each with a hand. */
  private boolean isBeingReadForLong(CorrelationId report) {
    return reads.stream()
        .anyMatch(read -> read.report().equals(report) && age(read) >= usual.slow());
  }

  /** What is known as slow takes no other's place, and waits for none. */
  private boolean isFreeSoon(boolean isSlow) throws InterruptedException {
    long begin = nanos.getAsLong();
    boolean givesWay = false;
    while (reads.size() >= count) {
      givesWay = givesWay || !isSlow && oneGivesWay();
      boolean isTooLong = nanos.getAsLong() - begin >= usual.patience();
      if (isSlow || isTooLong || !givesWay && !oneIsAboutToEnd()) {
        return false;
      }
      boolean unused = oneIsFree.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
    return true;
  }

  /** Of the slow ones that may, the one that was begun last. */
  private boolean oneGivesWay() {
    Optional<StorageRead> one =
        reads.stream()
            .filter(read -> !read.givesWay() && (read.isKnownAsSlow() || hadItsTime(read)))
            .skip(forSlow)
            .reduce((before, next) -> next);
    one.ifPresent(StorageRead::giveWay);
    return one.isPresent();
  }

  /** Then a place becomes free by itself; else a hand would be held in vain. */
  private boolean oneIsAboutToEnd() {
    return reads.stream().anyMatch(read -> !read.givesWay() && age(read) < usual.patience());
  }

  private boolean hadItsTime(StorageRead read) {
    return age(read) >= usual.slow();
  }

  private long age(StorageRead read) {
    return nanos.getAsLong() - read.startedAt();
  }
}
