package io.chasqui.worker.lane;

import io.chasqui.delivery.Lane;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.Provider;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * This worker's breakers of one channel's providers. A channel may have any number of providers, so
 * that only the newest used are known; one that comes back begins anew, with a closed breaker.
 */
public final class ProviderCircuitBreakers {

  /** So many are known at the most. */
  static final int MOST = 10_000;

  private final ChannelAdapter adapter;
  private final MeterRegistry meters;
  private final LongSupplier nanos;

  /** Those that settings name; the others are hosts. */
  private final Set<Provider> own;

  /** In the order in which they were last asked for. */
  private final Map<Provider, ProviderCircuitBreaker> breakers =
      new LinkedHashMap<>(16, 0.75f, true);

  /** Knows the providers of the channel's own lane from the beginning. */
  public ProviderCircuitBreakers(ChannelAdapter adapter, MeterRegistry meters) {
    this(adapter, meters, System::nanoTime);
  }

  /**
   * The same by another clock.
   *
   * @param nanos as {@link System#nanoTime}
   */
  public ProviderCircuitBreakers(ChannelAdapter adapter, MeterRegistry meters, LongSupplier nanos) {
    this.adapter = adapter;
    this.meters = meters;
    this.nanos = nanos;
    this.own = Set.copyOf(adapter.providers(Lane.of(adapter.channel()).name()));
    of(Lane.of(adapter.channel()));
    Gauge.builder("chasqui.channel.hosts.resting", this, ProviderCircuitBreakers::hostsLeftAlone)
        .description("Hosts of a channel that this worker leaves alone, or only probes")
        .tag("channel", adapter.channel().name())
        .register(meters);
  }

  /** Whether it is one of a channel's many hosts, which nobody's settings name. */
  public boolean isHost(Provider provider) {
    return !own.contains(provider);
  }

  private long hostsLeftAlone() {
    return all().stream()
        .filter(breaker -> isHost(breaker.provider()) && breaker.isPaused())
        .count();
  }

  /**
   * The breakers of the providers that deliveries of a lane may go to, the one to be preferred
   * first.
   */
  public List<ProviderCircuitBreaker> of(Lane lane) {
    return adapter.providers(lane.name()).stream().map(this::of).toList();
  }

  /** Whether all providers of a lane are left alone or only probed. */
  public boolean isShut(Lane lane) {
    return adapter.providers(lane.name()).stream().allMatch(this::isPaused);
  }

  /**
   * Where a provider stands among those of the channel's own lane, the one to be preferred at 0.
   *
   * @return null where it is the only one, or of another lane
   */
  public @Nullable Integer placeOf(Provider provider) {
    List<Provider> inOrder = adapter.providers(Lane.of(adapter.channel()).name());
    int place = inOrder.indexOf(provider);
    return inOrder.size() > 1 && place >= 0 ? place : null;
  }

  /** All that are known. */
  public synchronized List<ProviderCircuitBreaker> all() {
    return List.copyOf(breakers.values());
  }

  /** One that is not known has never been asked, and need not become known by this. */
  private synchronized boolean isPaused(Provider provider) {
    ProviderCircuitBreaker known = breakers.get(provider);
    return known != null && known.isPaused();
  }

  private synchronized ProviderCircuitBreaker of(Provider provider) {
    ProviderCircuitBreaker known = breakers.get(provider);
    if (known != null) {
      return known;
    }
    if (breakers.size() >= MOST && isHost(provider)) {
      forgetOne();
    }
    Duration slowAfter = adapter.policy().slowAfter();
    ProviderCircuitBreaker breaker =
        isHost(provider)
            ? new ProviderCircuitBreaker(provider, slowAfter, nanos)
            : new ProviderCircuitBreaker(provider, slowAfter, meters, nanos);
    breakers.put(provider, breaker);
    return breaker;
  }

  /** The one not asked for longest first. */
  private Stream<ProviderCircuitBreaker> hosts() {
    return breakers.values().stream().filter(breaker -> isHost(breaker.provider()));
  }

  /** The host that was not asked for longest; of those that know of no fault, if there are any. */
  private void forgetOne() {
    Provider oldest =
        hosts()
            .filter(breaker -> !breaker.isPaused() && breaker.failures().count() == 0)
            .findFirst()
            .orElseGet(() -> hosts().findFirst().orElseThrow())
            .provider();
    breakers.remove(oldest);
  }
}
