package io.chasqui.worker.report;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.jobs.Queue;
import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageSettings;
import io.chasqui.worker.Provider;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Makes what reads reports for the queues of this process. Each queue has so many hands for it, and
 * all have one breaker: it is one storage.
 */
public final class ReportReaders {

  private final ReportStorage storage;
  private final StorageSettings settings;
  private final ToIntFunction<Queue> hands;
  private final MeterRegistry meters;
  private final LongSupplier nanos;
  private final Map<Queue, StorageReads> reads = new ConcurrentHashMap<>();
  private @Nullable ProviderCircuitBreaker breaker;

  /**
   * @param hands of each queue; at most half of them are with the storage at once
   */
  public ReportReaders(
      ReportStorage storage,
      StorageSettings settings,
      ToIntFunction<Queue> hands,
      MeterRegistry meters) {
    this(storage, settings, hands, meters, System::nanoTime);
  }

  /**
   * @param nanos as {@link System#nanoTime}
   */
  ReportReaders(
      ReportStorage storage,
      StorageSettings settings,
      ToIntFunction<Queue> hands,
      MeterRegistry meters,
      LongSupplier nanos) {
    this.storage = storage;
    this.settings = settings;
    this.hands = hands;
    this.meters = meters;
    this.nanos = nanos;
  }

  /**
   * Makes the one of a channel.
   *
   * @param form how the channel sends reports
   * @param limit the largest PDF that the channel can carry
   * @throws InvalidSetting when the cache's size is negative
   */
  public ReportReader reader(Channel channel, ReportEncoding form, DataSize limit) {
    Queue queue = Queue.of(channel);
    StorageReads ofQueue =
        new StorageReads(
            hands.applyAsInt(queue),
            breaker(),
            settings.readTimeout(),
            new ReadMetrics(meters, queue),
            nanos);
    reads.put(queue, ofQueue);
    return new ReportReader(
        ofQueue,
        new ReportMemoryBudget(settings.inFlight().toBytes(), settings.longestWait()),
        new ReportCache(storage, new PdfReader(form, limit.toBytes()), cacheSize(), meters));
  }

  /** Whether deliveries of a queue can be had their reports now. */
  public ReportSupply supply(Queue queue) {
    StorageReads ofQueue = reads.get(queue);
    return ofQueue == null ? ReportSupply.NEVER_NEEDED : ofQueue;
  }

  /** The storage's breaker, where the queue's deliveries may carry reports. */
  public synchronized Optional<ProviderCircuitBreaker> breakerOf(Queue queue) {
    return reads.containsKey(queue) ? Optional.ofNullable(breaker) : Optional.empty();
  }

  /** Ends readings that take longer than {@code chasqui.storage.read-timeout}. */
  public void endOverdue() {
    reads.values().forEach(StorageReads::endOverdue);
  }

  private synchronized ProviderCircuitBreaker breaker() {
    if (breaker == null) {
      Provider provider = new Provider(settings.peerKey());
      breaker = new ProviderCircuitBreaker(provider, settings.readTimeout(), meters, nanos);
    }
    return breaker;
  }

  private long cacheSize() {
    DataSize size = settings.cacheSize();
    if (size.isNegative()) {
      throw new InvalidSetting(
          "chasqui.storage.cache-size", "is negative.", "Give a size, e.g. 64MB, or 0 for none.");
    }
    return size.toBytes();
  }
}
