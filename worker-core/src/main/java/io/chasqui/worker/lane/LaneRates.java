package io.chasqui.worker.lane;

import io.chasqui.delivery.Lane;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.Provider;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The bounds on messages a second of one channel's providers, as its worker knows them. Where there
 * is none nothing is asked.
 */
public final class LaneRates {

  private final ChannelAdapter adapter;
  private final ProviderRates rates;
  private final LongSupplier nanos;

  /** By {@link #nanos} when those are free again that were full. */
  private final Map<Provider, Long> fullUntil = new ConcurrentHashMap<>();

  /**
   * @param nanos as {@link System#nanoTime}
   */
  public LaneRates(ChannelAdapter adapter, ProviderRates rates, LongSupplier nanos) {
    this.adapter = adapter;
    this.rates = rates;
    this.nanos = nanos;
  }

  /**
   * Takes the right to give messages to a provider now.
   *
   * @return how many of those that were wanted
   */
  public int take(Provider provider, int wanted) {
    double perSecond = adapter.mostPerSecond(provider);
    if (Double.isInfinite(perSecond) || wanted == 0) {
      return wanted;
    }
    if (!untilFree(provider).isZero()) {
      return 0;
    }
    ProviderRates.Grant grant = rates.take(provider, perSecond, wanted);
    if (grant.count() < wanted) {
      fullUntil.put(provider, nanos.getAsLong() + grant.untilNext().toNanos());
    }
    return grant.count();
  }

  /** Gives back the right to messages that there were none of: nothing more is due now. */
  public void giveBack(Provider provider, int unused) {
    double perSecond = adapter.mostPerSecond(provider);
    if (unused > 0 && !Double.isInfinite(perSecond)) {
      rates.giveBack(provider, perSecond, unused);
      fullUntil.remove(provider);
    }
  }

  /** For how long nothing is taken of a lane because a provider of it is full; zero: it is. */
  public Duration untilFree(Lane lane) {
    return adapter.providers(lane.name()).stream()
        .map(this::untilFree)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private Duration untilFree(Provider provider) {
    Long until = fullUntil.get(provider);
    if (until == null) {
      return Duration.ZERO;
    }
    long left = until - nanos.getAsLong();
    if (left <= 0) {
      // There may be any number of hosts.
      fullUntil.remove(provider, until);
      return Duration.ZERO;
    }
    return Duration.ofNanos(left);
  }
}
