package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Meter;
import io.chasqui.benchmarks.bed.Usage;
import io.chasqui.benchmarks.message.Directory;
import io.chasqui.benchmarks.message.MessageChannel;
import io.chasqui.benchmarks.message.Messages;
import io.chasqui.benchmarks.peer.Arrival;
import io.chasqui.benchmarks.peer.Peer;
import io.chasqui.benchmarks.product.Chasqui;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The product in one round of F: messages of a channel, all due at the same moment. */
final class ChannelRun {

  private final Bench bench;
  private final Chasqui chasqui;
  private final Peer peer;
  private final MessageChannel channel;
  private final Directory directory;
  private Duration warmUpIntake = Duration.ZERO;

  ChannelRun(Bench bench, Chasqui chasqui, Peer peer, MessageChannel channel) {
    this.bench = bench;
    this.chasqui = chasqui;
    this.peer = peer;
    this.channel = channel;
    this.directory = new Directory(chasqui.api(), peer.port());
  }

  /** Makes the recipients known, and sends so many messages that nobody counts. */
  void warmUp(String name) {
    directory.register(channel);
    Messages messages = new Messages(channel, name, bench.sizes().throughput().warmUp());
    Instant now = bench.now();
    warmUpIntake = chasqui.scheduleMessages(messages.due(number -> now, directory));
    peer.await(messages.size(), bench.sizes().timeout());
    Delivered.await(chasqui.database(), messages, bench.sizes().timeout());
    peer.forget();
  }

  /** Sends messages after a warm-up, and checks that each arrived once. */
  Sent send(String name) {
    Messages messages = new Messages(channel, name, bench.sizes().throughput().mails());
    int warmUp = bench.sizes().throughput().warmUp();
    Instant dueAt = bench.afterIntake(messages.size(), warmUpIntake, warmUp);
    chasqui.scheduleMessages(messages.due(number -> dueAt, directory));
    bench.awaitJustBefore(dueAt);
    Meter meter = chasqui.meter(peer.metered()).start();
    peer.await(messages.size(), bench.sizes().timeout());
    Map<String, Usage> usage = meter.read();
    Delivered.await(chasqui.database(), messages, bench.sizes().timeout());
    List<Arrival> arrivals = peer.take();
    messages.check(arrivals);
    return new Sent(new Measured(messages.size(), window(arrivals), usage), arrivals);
  }

  /** From the first message that arrived to the last. */
  static Duration window(List<Arrival> arrivals) {
    List<Instant> times = arrivals.stream().map(Arrival::begunAt).sorted().toList();
    return Duration.between(times.get(0), times.get(times.size() - 1));
  }

  /**
   * @param requests what the peer was told, which somebody else may repeat
   */
  record Sent(Measured measured, List<Arrival> requests) {}
}
