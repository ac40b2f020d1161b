package io.chasqui.worker.lane;

import io.chasqui.delivery.Outcome;
import io.chasqui.worker.Provider;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.github.resilience4j.core.IntervalFunction;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets deliveries of this worker through to their channel's peer while it seems to be alive, and
 * single ones to probe it while it does not. What is not let through is not taken from the queue:
 * it waits there without an attempt, and other workers may take it.
 *
 * <p>A permit belongs to one delivery; it ends with {@link #ended} or {@link #pause}, or is given
 * back.
 */
public final class ProviderCircuitBreaker {

  private static final Logger log = LoggerFactory.getLogger(ProviderCircuitBreaker.class);

  /** The newest so many attempts are looked at: half of them failed or slow are too many. */
  private static final int WINDOW = 20;

  private static final int FEWEST = 5;
  private static final float HALF = 50;

  private static final Duration FIRST_REST = Duration.ofSeconds(5);
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);
  private static final double GROWTH = 2;

  private final Provider provider;
  private final Duration slowAfter;
  private final CircuitBreaker breaker;
  private final ConsecutiveFailures failures;
  private volatile boolean pauseIsStated;

  /**
   * One that metrics name.
   *
   * @param slowAfter an attempt that keeps its peer busy for longer is no better than one that
   *     failed
   */
  public ProviderCircuitBreaker(Provider provider, Duration slowAfter, MeterRegistry meters) {
    this(provider, slowAfter, meters, System::nanoTime);
  }

  /**
   * The same by another clock.
   *
   * @param nanos as {@link System#nanoTime}; says when the peer is probed
   */
  public ProviderCircuitBreaker(
      Provider provider, Duration slowAfter, MeterRegistry meters, LongSupplier nanos) {
    this(provider, slowAfter, nanos);
    register(provider.key(), meters);
  }

  /**
   * One of many hosts, which no metric names: there may be thousands, and their names are others'.
   *
   * @param slowAfter an attempt that keeps its peer busy for longer is no better than one that
   *     failed
   */
  ProviderCircuitBreaker(Provider provider, Duration slowAfter, LongSupplier nanos) {
    String channelKey = provider.key();
    this.provider = provider;
    this.slowAfter = slowAfter;
    this.breaker =
        CircuitBreaker.of(
            channelKey,
            CircuitBreakerConfig.custom()
                .slidingWindow(WINDOW, FEWEST, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(HALF)
                .waitIntervalFunctionInOpenState(
                    IntervalFunction.ofExponentialBackoff(FIRST_REST, GROWTH, LONGEST_REST))
                .clock(new NanoClock(nanos))
                .permittedNumberOfCallsInHalfOpenState(1)
                .build());
    this.failures = new ConsecutiveFailures(nanos);
    breaker.getEventPublisher().onStateTransition(this::tell);
  }

  private void register(String channelKey, MeterRegistry meters) {
    failures.register(channelKey, meters);
    Gauge.builder("chasqui.channel.resting", this, one -> one.isPaused() ? 1 : 0)
        .description("1 while this worker leaves the channel's peer alone, or only probes it")
        .tag("channel_key", channelKey)
        .register(meters);
    for (CircuitBreaker.State state :
        List.of(
            CircuitBreaker.State.CLOSED,
            CircuitBreaker.State.HALF_OPEN,
            CircuitBreaker.State.OPEN)) {
      Gauge.builder("chasqui.channel.state", breaker, one -> one.getState() == state ? 1 : 0)
          .description("1 for the state of this worker's circuit breaker, 0 for the others")
          .tag("channel_key", channelKey)
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
  }

  /** Whom its permits are for. */
  public Provider provider() {
    return provider;
  }

  /**
   * @return how many of the wanted permits there are
   */
  public int acquire(int wanted) {
    int acquired = 0;
    while (acquired < wanted && breaker.tryAcquirePermission()) {
      acquired++;
    }
    return acquired;
  }

  /** Gives permits back for which there was no delivery. */
  public void release(int unused) {
    for (int i = 0; i < unused; i++) {
      breaker.releasePermission();
    }
  }

  /** What the peer failed of late. */
  public ConsecutiveFailures failures() {
    return failures;
  }

  BreakerState state() {
    return switch (breaker.getState()) {
      case CLOSED -> BreakerState.CLOSED;
      case OPEN -> pauseIsStated ? BreakerState.RESTING : BreakerState.OPEN;
      default -> BreakerState.HALF_OPEN;
    };
  }

  /** Whether the peer is left alone. */
  public boolean isShut() {
    return breaker.getState() == CircuitBreaker.State.OPEN;
  }

  /** Whether the peer is left alone or only probed. */
  public boolean isPaused() {
    return breaker.getState() != CircuitBreaker.State.CLOSED;
  }

  /**
   * An attempt has ended, and its permit with it.
   *
   * @param duration since the peer was reached
   */
  public void ended(Outcome outcome, Duration duration) {
    boolean isSlow = duration.compareTo(slowAfter) > 0;
    if (isSlow || outcome instanceof Outcome.ChannelFault || outcome instanceof Outcome.Unknown) {
      breaker.onError(duration.toNanos(), TimeUnit.NANOSECONDS, new PeerFault());
    } else {
      breaker.onSuccess(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Leaves the peer alone for a stated time, and then probes it. Ends the permits that are out. */
  public synchronized void pause(Duration length) {
    if (length.compareTo(Duration.ZERO) > 0 && breaker.getState() != CircuitBreaker.State.OPEN) {
      pauseIsStated = true;
      breaker.transitionToOpenStateFor(length);
    }
  }

  /** Whether it is left alone for a stated time. */
  boolean keepsAPause() {
    return state() == BreakerState.RESTING;
  }

  /** Probes the peer now, if it is left alone for a stated time. */
  synchronized void endPause() {
    if (keepsAPause()) {
      breaker.transitionToHalfOpenState();
    }
  }

  private void tell(CircuitBreakerOnStateTransitionEvent event) {
    switch (event.getStateTransition().getToState()) {
      case OPEN -> tellOfPause();
      case CLOSED -> pauseEnded("works again");
      default -> pauseEnded("is being probed");
    }
  }

  private void pauseEnded(String whatIsNow) {
    pauseIsStated = false;
    log.info("{} {}", provider.key(), whatIsNow);
  }

  private void tellOfPause() {
    if (pauseIsStated) {
      log.info("{} is paused for a stated time", provider.key());
    } else {
      log.error(
          "{} does not work: this worker leaves it alone and probes it now and then. Deliveries"
              + " wait and use up no attempt. Their attempts say what is wrong",
          provider.key());
    }
  }

  /** The breaker wants one; nobody sees it. */
  private static final class PeerFault extends Exception {

    private static final long serialVersionUID = 1L;

    PeerFault() {
      super("the peer does not work", null, false, false);
    }
  }
}
