package io.chasqui.worker.report;

import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.platform.CorrelationId;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.chasqui.worker.report.StorageRead.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Who may read from the storage: as many as have a place, while its breaker lets them through, and
 * for so long. What is not read for one of these reasons counts against no delivery.
 */
final class StorageReads implements ReportSupply {

  /** For one whose report was never slow: places are free again soon. */
  private static final Duration SOON = Duration.ofMillis(150);

  /** For one whose report is slow, or whose storage does not work. */
  private static final Duration LATER = Duration.ofSeconds(5);

  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(1);

  private final ReadPlaces places;
  private final Troubles troubles;
  private final ProviderCircuitBreaker breaker;
  private final Duration longest;
  private final ReadMetrics metrics;
  private final LongSupplier nanos;
  private final Turns soon;
  private final Turns later;
  private final AtomicLong nextProbe;

  /**
   * @param hands of the queue
   * @param breaker of the storage
   * @param longest for one reading
   * @param nanos as {@link System#nanoTime}
   */
  StorageReads(
      int hands,
      ProviderCircuitBreaker breaker,
      Duration longest,
      ReadMetrics metrics,
      LongSupplier nanos) {
    this.troubles = new Troubles(nanos);
    this.places = new ReadPlaces(hands, troubles::isSlow, nanos);
    this.breaker = breaker;
    this.longest = longest;
    this.metrics = metrics;
    this.nanos = nanos;
    this.soon = new Turns(nanos);
    this.later = new Turns(nanos);
    this.nextProbe = new AtomicLong(nanos.getAsLong());
    metrics.show(places::taken);
  }

  /**
   * Begins a reading, which is to be {@linkplain #end ended}.
   *
   * @throws NotRead when there is no place for it, or the storage is left alone
   */
  StorageRead begin(CorrelationId report) throws NotRead {
    StorageRead read = places.take(report).orElse(null);
    if (read == null) {
      metrics.refused();
      throw busy("as many reports are being read as may be", untilThereIsAPlace(report));
    }
    if (breaker.acquire(1) == 0) {
      places.leave(read, false);
      throw new NotRead(unavailable("the storage is left alone", nextTurn()));
    }
    return read;
  }

  /** The storage has answered, and what it sent was read. */
  void answered(StorageRead read) {
    if (read.ends(Ending.ANSWERED)) {
      troubles.answered(read.report());
      tell(read, new Delivered(null, null));
    }
  }

  /** The reading broke off; says what that means for its delivery. */
  NotRead brokeOff(StorageRead read, IOException reason) {
    if (read.givesWay()) {
      if (read.ends(Ending.GAVE_WAY)) {
        breaker.release(1);
        troubles.wasSlow(read.report());
        metrics.ended(Ending.GAVE_WAY, age(read));
      }
      return busy("another report had its place", later.next(LATER));
    }
    fail(read, Ending.FAILED);
    String why =
        read.ending() == Ending.TIMED_OUT
            ? "it took longer than " + longest.toMillis() + " ms"
            : reason.getClass().getSimpleName();
    return new NotRead(
        read.isTheReportsFault()
            ? new TemporaryFailure(ReportReader.REPORT_UNREADABLE, why)
            : unavailable(why, LATER));
  }

  /** Whatever came of it, its place is free. */
  void end(StorageRead read) {
    if (read.ending() == null) {
      // It was given up for a reason of ours.
      breaker.release(1);
    }
    places.leave(read, read.ending() == Ending.ANSWERED);
  }

  /**
   * Ends readings that take too long. Their storage is at fault from now on, also if it is one that
   * cannot be interrupted.
   */
  void endOverdue() {
    for (StorageRead read : places.olderThan(longest)) {
      fail(read, Ending.TIMED_OUT);
      read.cut().cut();
    }
  }

  @Override
  public boolean isThere() {
    return !breaker.isPaused();
  }

  @Override
  public boolean isToBeProbed() {
    long now = nanos.getAsLong();
    long next = nextProbe.get();
    return now - next >= 0
        && hasPermit()
        && nextProbe.compareAndSet(next, now + BETWEEN_PROBES.toNanos());
  }

  @Override
  public Duration nextTurn() {
    return later.next(LATER);
  }

  private Duration untilThereIsAPlace(CorrelationId report) {
    Duration usual = places.usualTime();
    return troubles.isSlow(report)
        ? later.next(LATER)
        : soon.next(usual.compareTo(SOON) < 0 ? SOON : usual);
  }

  private boolean hasPermit() {
    int permits = breaker.acquire(1);
    breaker.release(permits);
    return permits == 1;
  }

  private void fail(StorageRead read, Ending how) {
    boolean isSlow = how == Ending.TIMED_OUT || places.isSlow(read);
    if (read.ends(how)) {
      read.isTheReportsFault(troubles.failed(read.report(), isSlow));
      tell(read, new ChannelFault(FailureCode.STORAGE_UNAVAILABLE, null, Duration.ZERO));
    }
  }

  private void tell(StorageRead read, Outcome outcome) {
    Duration time = age(read);
    breaker.failures().ended(outcome);
    breaker.ended(outcome, time);
    metrics.ended(Objects.requireNonNull(read.ending()), time);
  }

  private static NotRead busy(String why, Duration wait) {
    return new NotRead(new TemporaryFailure(FailureCode.STORAGE_BUSY, why, wait));
  }

  private static TemporaryFailure unavailable(String why, Duration wait) {
    return new TemporaryFailure(FailureCode.STORAGE_UNAVAILABLE, why, wait);
  }

  private Duration age(StorageRead read) {
    return Duration.ofNanos(nanos.getAsLong() - read.startedAt());
  }
}
