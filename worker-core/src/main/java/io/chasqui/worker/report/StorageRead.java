package io.chasqui.worker.report;

import io.chasqui.platform.CorrelationId;
import io.chasqui.report.ReadCut;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One reading of a report from the storage, which has a place; one thread makes it. */
final class StorageRead {

  private final CorrelationId report;
  private final boolean isKnownAsSlow;
  private final long startedAt;
  private final ReadCut cut = new ReadCut();
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
  private volatile boolean givesWay;
  private volatile boolean isTheReportsFault;

  /**
   * @param isKnownAsSlow whether the storage has been slow with the report since it was served
   * @param startedAt as {@link System#nanoTime}
   */
  StorageRead(CorrelationId report, boolean isKnownAsSlow, long startedAt) {
    this.report = report;
    this.isKnownAsSlow = isKnownAsSlow;
    this.startedAt = startedAt;
  }

  CorrelationId report() {
    return report;
  }

  boolean isKnownAsSlow() {
    return isKnownAsSlow;
  }

  long startedAt() {
    return startedAt;
  }

  /** Ends it. */
  ReadCut cut() {
    return cut;
  }

  /** Ends it, because another one is to have its place. */
  void giveWay() {
    givesWay = true;
    cut.cut();
  }

  boolean givesWay() {
    return givesWay;
  }

  /**
   * Says what came of it.
   *
   * @return whether nobody has said it before; what was said first stands
   */
  boolean ends(Ending how) {
    return ending.compareAndSet(null, how);
  }

  /** What came of it; null: nobody has said it. */
  @Nullable Ending ending() {
    return ending.get();
  }

  /** The storage serves others. */
  void isTheReportsFault(boolean yes) {
    isTheReportsFault = yes;
  }

  boolean isTheReportsFault() {
    return isTheReportsFault;
  }

  /** What may come of a reading. */
  enum Ending {
    /** The report was read, or is still the same, or is not there. */
    ANSWERED,
    /** The storage has refused it, or broken off. */
    FAILED,
    /** The storage took too long. */
    TIMED_OUT,
    /** Another reading has its place. */
    GAVE_WAY
  }
}
