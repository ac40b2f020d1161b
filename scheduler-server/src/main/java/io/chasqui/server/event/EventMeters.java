package io.chasqui.server.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What is counted of one publisher's events. */
final class EventMeters {

  private final Counter published;
  private final Counter refused;
  private final Counter dropped;
  private volatile EventOutbox.Backlog backlog = new EventOutbox.Backlog(0, 0);

  EventMeters(String publisher, MeterRegistry meters) {
    this.published = meters.counter("chasqui.events.published", "publisher", publisher);
    this.refused = meters.counter("chasqui.events.refused", "publisher", publisher);
    this.dropped = meters.counter("chasqui.events.dropped", "publisher", publisher);
    Gauge.builder("chasqui.events.waiting", this, it -> it.backlog.waiting())
        .tag("publisher", publisher)
        .register(meters);
    Gauge.builder("chasqui.events.oldest.seconds", this, it -> it.backlog.oldestSeconds())
        .tag("publisher", publisher)
        .register(meters);
  }

  void arrived(int count) {
    published.increment(count);
  }

  /** Events were set aside. */
  void refused(int count) {
    refused.increment(count);
  }

  /** Events were removed that had waited too long. */
  void dropped(int count) {
    dropped.increment(count);
  }

  /** A metric is read when the database is away too, and must not wait for it. */
  void waiting(EventOutbox.Backlog measured) {
    backlog = measured;
  }
}
