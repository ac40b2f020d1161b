package io.chasqui.server.notification.broker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** What is counted of one source's messages. */
final class ConsumedMeters {

  private final String source;
  private final MeterRegistry meters;
  private volatile long lag;

  ConsumedMeters(String source, MeterRegistry meters) {
    this.source = source;
    this.meters = meters;
    // From the start on, so that the first of them is seen as a rise.
    for (Result result : Result.values()) {
      count(result, 0);
    }
    Gauge.builder("chasqui.consumer.lag", this, it -> it.lag)
        .description("Messages that wait at the broker")
        .tag("source", source)
        .register(meters);
  }

  void count(Result result, int messages) {
    meters
        .counter(
            "chasqui.events.consumed",
            "source",
            source,
            "result",
            result.name().toLowerCase(Locale.ROOT))
        .increment(messages);
  }

  void lag(long waiting) {
    lag = waiting;
  }

  /** What became of a message. */
  enum Result {
    /** It is a notification. */
    DECIDED,
    /** It is one that failed at once. */
    FAILED,
    /** It was decided before. */
    DUPLICATE,
    /** It is not for us. */
    IGNORED,
    /** It is among the dead letters. */
    DEAD
  }
}
