package io.chasqui.worker.lane;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.jobs.Queue;
import io.chasqui.jobs.WorkerName;
import io.chasqui.worker.Provider;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells everybody what this worker knows of its channel's providers, in its rows of {@code
 * channel_health}: when it has changed, however many attempts have ended since the last round, else
 * every few seconds. Of a channel's many hosts only those that it leaves alone have a row.
 */
public final class ChannelHealthReporter {

  private static final Duration RENEWAL = Duration.ofSeconds(5);

  private final WorkerName worker;
  private final Queue queue;
  private final Channel channel;
  private final Supplier<List<ProviderCircuitBreaker>> breakers;
  private final PlaceOf places;
  private final Predicate<Provider> isHost;
  private final JdbcClient jdbc;
  private final LongSupplier nanos;
  private Map<Provider, Told> told = Map.of();

  /**
   * @param breakers of all that attempts of the channel ask for something
   * @param places of those of them that stand in an order
   * @param isHost which of them are hosts, of which there may be many
   * @param nanos as {@link System#nanoTime}
   */
  public ChannelHealthReporter(
      WorkerName worker,
      Queue queue,
      Channel channel,
      Supplier<List<ProviderCircuitBreaker>> breakers,
      PlaceOf places,
      Predicate<Provider> isHost,
      JdbcClient jdbc,
      LongSupplier nanos) {
    this.worker = worker;
    this.queue = queue;
    this.channel = channel;
    this.breakers = breakers;
    this.places = places;
    this.isHost = isHost;
    this.jdbc = jdbc;
    this.nanos = nanos;
  }

  /** Writes the rows for which it is time. */
  public void tell() {
    Map<Provider, Told> before = told;
    told =
        breakers.get().stream()
            .filter(breaker -> isWorthTelling(breaker, before))
            .collect(
                Collectors.toMap(
                    ProviderCircuitBreaker::provider,
                    breaker -> tell(breaker, before.get(breaker.provider()))));
  }

  /**
   * Of a host that works nobody is told, unless the last that was told of it was something else.
   */
  private boolean isWorthTelling(ProviderCircuitBreaker breaker, Map<Provider, Told> before) {
    Told last = before.get(breaker.provider());
    return breaker.isPaused()
        || !isHost.test(breaker.provider())
        || last != null && last.state().breaker() != BreakerState.CLOSED;
  }

  private Told tell(ProviderCircuitBreaker breaker, @Nullable Told before) {
    State now =
        new State(breaker.state(), breaker.failures().count(), breaker.failures().lastCode());
    long at = nanos.getAsLong();
    if (before != null && now.equals(before.state()) && at - before.at() < RENEWAL.toNanos()) {
      return before;
    }
    write(breaker.provider(), now);
    return new Told(now, at);
  }

  private void write(Provider provider, State now) {
    jdbc.sql(
            """
            INSERT INTO channel_health AS known (
              worker, channel_key, channel, queue, breaker, consecutive_failures,
              last_failure_code, place, changed_at, seen_at)
            VALUES (
              :worker, :channelKey, :channel, :queue, :breaker, :failures, :code, :place, now(), now())
            ON CONFLICT (worker, channel_key) DO UPDATE SET
              channel = excluded.channel,
              queue = excluded.queue,
              breaker = excluded.breaker,
              consecutive_failures = excluded.consecutive_failures,
              last_failure_code = excluded.last_failure_code,
              place = excluded.place,
              changed_at = CASE WHEN known.breaker = excluded.breaker
                THEN known.changed_at ELSE excluded.changed_at END,
              seen_at = excluded.seen_at
            """)
        .param("worker", worker.value())
        .param("channelKey", provider.key())
        .param("channel", channel.name())
        .param("queue", queue.name())
        .param("breaker", now.breaker().name())
        .param("failures", now.failures())
        .param("code", now.lastCode())
        .param("place", places.of(provider), Types.SMALLINT)
        .update();
  }

  /** Where a provider stands among several, the one to be preferred at 0. */
  public interface PlaceOf {

    /**
     * @return null: it stands alone
     */
    @Nullable Integer of(Provider provider);
  }

  /**
   * What was told last.
   *
   * @param at by the clock of this report
   */
  private record Told(State state, long at) {}

  private record State(BreakerState breaker, int failures, @Nullable String lastCode) {}
}
