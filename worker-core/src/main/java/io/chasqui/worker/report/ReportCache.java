package io.chasqui.worker.report;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chasqui.platform.CorrelationId;
import io.chasqui.report.ReadCut;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageAnswer;
import io.chasqui.report.StoredReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reports as they are in the storage now. What was read is kept for others that need the same
 * report, and used only if the storage says that it is still current. Threads that need a report at
 * the same time wait for one of them to read it; they then ask the storage too, because the report
 * may have been replaced since the reading began.
 */
final class ReportCache {

  /** Of one that is kept, besides its content: about. */
  private static final int OVERHEAD_BYTES = 500;

  private final ReportStorage storage;
  private final PdfReader reader;
  private final AsyncCache<CorrelationId, Kept> cache;
  private final Counter hits;
  private final Counter misses;

  /**
   * @param cacheSize in bytes
   */
  ReportCache(ReportStorage storage, PdfReader reader, long cacheSize, MeterRegistry meters) {
    this.storage = storage;
    this.reader = reader;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(cacheSize)
            .weigher((CorrelationId id, Kept kept) -> kept.weight())
            // It is little work, and whoever causes it does it.
            .executor(Runnable::run)
            .buildAsync();
    this.hits = counter(meters, "hit");
    this.misses = counter(meters, "miss");
  }

  /**
   * @param room takes the memory for a report that has to be read; what others have read is theirs
   * @param cut ends it
   * @return empty when the storage does not have the report (yet)
   */
  Optional<Report> find(CorrelationId id, Room room, ReadCut cut) throws IOException {
    Wish wish = new Wish(id, room, cut, new CompletableFuture<>());
    try {
      CompletableFuture<Kept> latest = cache.get(id, (key, executor) -> wish.result());
      return latest == wish.result()
          ? read(storage.open(id, null, cut), wish)
          : confirm(latest, wish);
    } finally {
      // Whatever went wrong here, those who wait go on.
      wish.result().complete(null);
    }
  }

  private Optional<Report> confirm(CompletableFuture<Kept> latest, Wish wish) throws IOException {
    Kept known = await(latest, wish.cut());
    StorageAnswer answer =
        storage.open(wish.id(), known == null ? null : known.version(), wish.cut());
    if (known != null && answer instanceof StorageAnswer.Unchanged) {
      hits.increment();
      return Optional.of(known.report());
    }
    cache.asMap().replace(wish.id(), latest, wish.result());
    return read(answer, wish);
  }

  /** What another thread has read, or is just reading. */
  private static @Nullable Kept await(CompletableFuture<Kept> latest, ReadCut cut)
      throws IOException {
    CompletableFuture<Kept> awaited = latest.copy();
    cut.onCut(() -> awaited.cancel(false));
    try {
      return awaited.join();
    } catch (CancellationException e) {
      throw new IOException("the wait for another reading was cut", e);
    }
  }

  private Optional<Report> read(StorageAnswer answer, Wish wish) throws IOException {
    if (!(answer instanceof StoredReport stored)) {
      return Optional.empty();
    }
    try (stored) {
      wish.room().take(reader.memoryFor(stored));
      misses.increment();
      String version = stored.version();
      if (version == null) {
        wish.result().complete(null);
      }
      Report report =
          reader.read(new StoredReport(wish.cut().guard(stored.content()), stored.size(), version));
      if (version != null) {
        wish.result().complete(new Kept(report, version));
      }
      return Optional.of(report);
    }
  }

  private static Counter counter(MeterRegistry meters, String result) {
    return Counter.builder("chasqui.report.cache")
        .description("Reports needed for sending: kept from before, or read from the storage")
        .tag("result", result)
        .register(meters);
  }

  /** Where memory for a report is taken. */
  interface Room {

    /**
     * @throws IOException when there is none: the report is not read
     */
    void take(long bytes) throws IOException;
  }

  /**
   * A report that is wanted.
   *
   * @param result what others get that need the same report, as soon as it is known
   */
  private record Wish(CorrelationId id, Room room, ReadCut cut, CompletableFuture<Kept> result) {}

  private record Kept(Report report, String version) {

    int weight() {
      return report.content().length + OVERHEAD_BYTES;
    }
  }
}
