package io.chasqui.benchmarks.noop;

import io.chasqui.delivery.AttemptJournal;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliverySender;
import io.chasqui.delivery.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Notes when it is asked, and says that it was done. */
final class NoOpSender implements DeliverySender {

  private final Clock clock;
  private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();

  /** Of {@link #sent}, which would have to be walked through. */
  private final AtomicInteger count = new AtomicInteger();

  NoOpSender(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String channelKey() {
    return "no-op";
  }

  @Override
  public Outcome send(ClaimedDelivery delivery, AttemptJournal journal) {
    sent.add(new Sent(delivery.recipient().value(), clock.instant()));
    count.incrementAndGet();
    return new Outcome.Delivered(null, null);
  }

  int count() {
    return count.get();
  }

  List<Sent> sent() {
    return List.copyOf(sent);
  }

  void forget() {
    sent.clear();
    count.set(0);
  }

  /**
   * A call.
   *
   * @param at where the first byte would go out
   */
  record Sent(String recipient, Instant at) {}
}
