package io.chasqui.benchmarks.noop;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Notes when it is asked, and says that it was done. */
final class NoOpSender implements ChannelAdapter {

  private final Clock clock;
  private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();

  /** Of {@link #sent}, which would have to be walked through. */
  private final AtomicInteger count = new AtomicInteger();

  NoOpSender(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public ChannelPolicy policy() {
    Duration wait = Duration.ofSeconds(5);
    return new ChannelPolicy(
        new RetrySchedule(List.of(wait)), wait, wait, Duration.ofMinutes(1), Duration.ofMinutes(1));
  }

  @Override
  public List<Provider> providers(String lane) {
    return List.of(new Provider("no-op"));
  }

  @Override
  public Outcome send(ClaimedDelivery delivery, Provider provider, AttemptJournal journal) {
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
