package io.chasqui.worker.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chasqui.platform.CorrelationId;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which reports could not be read of late, and whether that was theirs or the storage's fault:
 * while the storage serves others, it is not away.
 */
final class Troubles {

  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int MOST = 10_000;

  private final LongSupplier nanos;
  private final Cache<CorrelationId, Trouble> reports;
  private volatile @Nullable Long answeredAt;

  /**
   * @param nanos as {@link System#nanoTime}
   */
  Troubles(LongSupplier nanos) {
    this.nanos = nanos;
    this.reports =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REMEMBERED)
            .ticker(nanos::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** The storage has served a report, or said that it does not have it. */
  void answered(CorrelationId report) {
    answeredAt = nanos.getAsLong();
    reports.invalidate(report);
  }

  /** A report was not read in time, though the storage may yet have served it. */
  void wasSlow(CorrelationId report) {
    reports.put(report, new Trouble(failedAt(report), true));
  }

  /**
   * The storage has failed to serve a report.
   *
   * @param slowly after so long that it might have been never
   * @return whether it has served others since it failed with this one before
   */
  boolean failed(CorrelationId report, boolean slowly) {
    Long failedBefore = failedAt(report);
    Long answered = answeredAt;
    reports.put(report, new Trouble(nanos.getAsLong(), slowly || isSlow(report)));
    return failedBefore != null && answered != null && answered - failedBefore > 0;
  }

  /** Whether the storage has been slow with a report since it was served. */
  boolean isSlow(CorrelationId report) {
    Trouble trouble = reports.getIfPresent(report);
    return trouble != null && trouble.isSlow();
  }

  private @Nullable Long failedAt(CorrelationId report) {
    Trouble trouble = reports.getIfPresent(report);
    return trouble == null ? null : trouble.failedAt();
  }

  /**
   * What has become of a report since it was served.
   *
   * @param failedAt when it failed last; null: it only took too long
   */
  private record Trouble(@Nullable Long failedAt, boolean isSlow) {}
}
