package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Disk;
import io.chasqui.benchmarks.message.MessageChannel;
import io.chasqui.benchmarks.peer.Peer;
import io.chasqui.benchmarks.product.Chasqui;
import io.chasqui.benchmarks.result.Spread;
import io.chasqui.benchmarks.result.Table;
import io.chasqui.benchmarks.result.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Scenario F: messages a second of each channel but e-mail to a peer that answers at once, and to
 * one that thinks, beside a bare loop that sends the same requests to it.
 */
public final class Channels {

  private static final double SHARE_OF_BARE = 0.4;
  private static final List<Duration> THINK_TIMES = List.of(Duration.ZERO, Duration.ofMillis(5));

  /** What a worker has of a queue at once by default, and one SMS gateway gets all of it. */
  private static final int SMS_AT_ONCE = 16;

  private final Bench bench;
  private final Peer peer;
  private final BareLoop bareLoop;
  private final Map<Line, List<Pair>> results = new LinkedHashMap<>();

  public Channels(Bench bench, Peer peer) {
    this.bench = bench;
    this.peer = peer;
    this.bareLoop = new BareLoop(bench, peer);
  }

  /** Measures and reports. */
  public void run() {
    List<MessageChannel> order = new ArrayList<>(Arrays.asList(MessageChannel.values()));
    for (int round = 1; round <= bench.sizes().throughput().rounds(); round++) {
      peer.thinkFor(Duration.ZERO);
      try (Chasqui chasqui =
          bench.systems().withMessagingWorker(peer.port(), bench.sizes().channels().perHost())) {
        for (MessageChannel channel : order) {
          measure(new ChannelRun(bench, chasqui, peer, channel), channel, round);
        }
      }
      Collections.reverse(order);
    }
    report();
  }

  private void measure(ChannelRun product, MessageChannel channel, int round) {
    String name = "%s-%s".formatted(channel.platform(), round);
    peer.thinkFor(Duration.ZERO);
    product.warmUp(name + "-warmup");
    for (Duration thinkTime : THINK_TIMES) {
      Line line = new Line(channel, thinkTime);
      Disk.settle();
      peer.thinkFor(thinkTime);
      ChannelRun.Sent sent = product.send(name + "-" + thinkTime.toMillis() + "ms");
      Measured bare = bareLoop.run(sent.requests(), atOnce(channel));
      Pair pair = new Pair(sent.measured(), bare);
      results.computeIfAbsent(line, unused -> new ArrayList<>()).add(pair);
      bench
          .report()
          .progress(
              String.format(
                  Locale.ROOT,
                  "F: %s, round %d: %.0f messages/s, bare loop %.0f",
                  line,
                  round,
                  pair.chasqui().perSecond(),
                  pair.bare().perSecond()));
    }
  }

  private int atOnce(MessageChannel channel) {
    return channel == MessageChannel.SMS ? SMS_AT_ONCE : bench.sizes().channels().perHost();
  }

  private void report() {
    bench
        .report()
        .heading(
            String.format(
                Locale.ROOT,
                "F: %,d messages of each channel due at once",
                bench.sizes().throughput().mails()));
    Table speed =
        new Table("channel", "Chasqui, messages/s", "bare loop", "Chasqui to bare", "in flight");
    Table usage =
        new Table("CPU ms/message", "worker", "PostgreSQL", "peer", "anything else", "bare loop");
    results.forEach(
        (line, pairs) -> {
          speed.row(
              line,
              spread(pairs, pair -> pair.chasqui().perSecond()).text(0),
              spread(pairs, pair -> pair.bare().perSecond()).text(0),
              spread(pairs, Pair::ratio).text(2),
              atOnce(line.channel()));
          usage.row(
              line,
              cpu(pairs, pair -> pair.chasqui().cpuMillisEach("messaging-worker")),
              cpu(pairs, pair -> pair.chasqui().cpuMillisEach("PostgreSQL")),
              cpu(pairs, pair -> pair.chasqui().cpuMillisEach("HTTP peer")),
              cpu(pairs, pair -> pair.chasqui().cpuMillisEach("anything else")),
              cpu(pairs, pair -> pair.bare().cpuMillisEach("bare loop")));
          target(line, pairs);
        });
    bench.report().table(speed);
    bench
        .report()
        .line(
            "Min / median / max of the rounds; CPU: median. In flight: what the worker gives to the"
                + " one host or gateway at most, and the connections of the bare loop, the"
                + " benchmark's own client, which sends the same bytes.\n");
    bench.report().table(usage);
  }

  private void target(Line line, List<Pair> pairs) {
    if (line.channel() != MessageChannel.PUSH && !line.thinkTime().isZero()) {
      bench
          .report()
          .target(
              Target.atLeast(
                  "F / bare loop, " + line, SHARE_OF_BARE, spread(pairs, Pair::ratio).median(), 2));
    }
  }

  private static Spread spread(List<Pair> pairs, ToDoubleFunction<Pair> value) {
    return Spread.of(pairs.stream().mapToDouble(value));
  }

  private static String cpu(List<Pair> pairs, ToDoubleFunction<Pair> value) {
    return Spread.number(spread(pairs, value).median(), 3);
  }

  /** What is measured in each round. */
  private record Line(MessageChannel channel, Duration thinkTime) {
    @Override
    public String toString() {
      return "%s, peer thinks %s ms".formatted(channel, thinkTime.toMillis());
    }
  }

  /** Soon after one another. */
  private record Pair(Measured chasqui, Measured bare) {
    double ratio() {
      return chasqui.perSecond() / bare.perSecond();
    }
  }
}
