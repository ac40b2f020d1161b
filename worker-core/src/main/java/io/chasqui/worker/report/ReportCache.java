package io.chasqui.worker.report;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chasqui.platform.CorrelationId;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageAnswer;
import io.chasqui.report.StoredReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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
   * @return empty when the storage does not have the report (yet)
   */
  Optional<Report> find(CorrelationId id, Room room) throws IOException {
    CompletableFuture<Kept> mine = new CompletableFuture<>();
    try {
      CompletableFuture<Kept> latest = cache.get(id, (key, executor) -> mine);
      return latest == mine
          ? read(storage.open(id, null), mine, room)
          : confirm(id, latest, mine, room);
    } finally {
      // Whatever went wrong here, those who wait go on.
      mine.complete(null);
    }
  }

  private Optional<Report> confirm(
      CorrelationId id, CompletableFuture<Kept> latest, CompletableFuture<Kept> mine, Room room)
      throws IOException {
    Kept known = latest.join();
    StorageAnswer answer = storage.open(id, known == null ? null : known.version());
    if (known != null && answer instanceof StorageAnswer.Unchanged) {
      hits.increment();
      return Optional.of(known.report());
    }
    cache.asMap().replace(id, latest, mine);
    return read(answer, mine, room);
  }

  /**
   * @param result what others get that need the same report, as soon as it is known
   */
  private Optional<Report> read(StorageAnswer answer, CompletableFuture<Kept> result, Room room)
      throws IOException {
    if (!(answer instanceof StoredReport stored)) {
      return Optional.empty();
    }
    try (stored) {
      room.take(reader.memoryFor(stored));
      misses.increment();
      String version = stored.version();
      if (version == null) {
        result.complete(null);
      }
      Report report = reader.read(stored);
      if (version != null) {
        result.complete(new Kept(report, version));
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

  private record Kept(Report report, String version) {

    int weight() {
      return report.content().length + OVERHEAD_BYTES;
    }
  }
}
