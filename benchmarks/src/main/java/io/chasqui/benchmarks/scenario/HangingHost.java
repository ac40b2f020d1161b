package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Disk;
import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.message.Directory;
import io.chasqui.benchmarks.message.MessageChannel;
import io.chasqui.benchmarks.message.Messages;
import io.chasqui.benchmarks.peer.Arrival;
import io.chasqui.benchmarks.peer.Peer;
import io.chasqui.benchmarks.product.Chasqui;
import io.chasqui.benchmarks.result.Distribution;
import io.chasqui.benchmarks.result.Spread;
import io.chasqui.benchmarks.result.Table;
import io.chasqui.benchmarks.result.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The second part of scenario F: how late webhooks of another host and SMS are while many webhooks
 * wait for a host that takes connections and never answers. Default settings.
 */
public final class HangingHost {

  private static final Duration MOST_LATER = Duration.ofMillis(250);
  private static final Duration LATEST_ALONE = Duration.ofSeconds(1);

  /** What {@code chasqui.webhook.per-host} is by default. */
  private static final int PER_HOST = 4;

  private static final List<MessageChannel> OTHERS =
      List.of(MessageChannel.WEBHOOK, MessageChannel.SMS);

  private final Bench bench;
  private final Sizes.Channels sizes;
  private final Peer peer;
  private final Table table =
      new Table("messages, a row for each round", "min ms", "p50 ms", "p99 ms", "max ms");
  private final Map<MessageChannel, List<Double>> moved = new EnumMap<>(MessageChannel.class);
  private final Map<MessageChannel, List<Double>> p99Alone = new EnumMap<>(MessageChannel.class);
  private final List<Integer> asked = new ArrayList<>();

  public HangingHost(Bench bench, Peer peer) {
    this.bench = bench;
    this.sizes = bench.sizes().channels();
    this.peer = peer;
  }

  /** Measures and reports. */
  public void run() {
    peer.thinkFor(Duration.ZERO);
    for (int round = 1; round <= bench.sizes().throughput().rounds(); round++) {
      // It goes first, so that the worker's end does not wait for its answers.
      try (Chasqui chasqui = bench.systems().withMessagingWorker(peer.port(), PER_HOST);
          Peer hanging = Peer.start(bench.bed(), bench.children())) {
        round(chasqui, hanging, round);
      }
    }
    report();
  }

  private void round(Chasqui chasqui, Peer hanging, int round) {
    Directory directory = new Directory(chasqui.api(), peer.port());
    Duration intake = warmUp(chasqui, directory, round);
    Map<MessageChannel, Distribution> without =
        others(chasqui, directory, intake, "alone-" + round);
    hang(chasqui, hanging, round);
    Map<MessageChannel, Distribution> with = others(chasqui, directory, intake, "beside-" + round);
    asked.add(hanging.count());
    for (MessageChannel channel : OTHERS) {
      Distribution before = Objects.requireNonNull(without.get(channel));
      Distribution beside = Objects.requireNonNull(with.get(channel));
      row(channel + ", no host hangs", before);
      row(channel + ", another host hangs", beside);
      p99Alone
          .computeIfAbsent(channel, unused -> new ArrayList<>())
          .add(millis(before.quantile(0.99)));
      moved
          .computeIfAbsent(channel, unused -> new ArrayList<>())
          .add(millis(beside.quantile(0.99)) - millis(before.quantile(0.99)));
    }
  }

  private Duration warmUp(Chasqui chasqui, Directory directory, int round) {
    Duration intake = Duration.ZERO;
    for (MessageChannel channel : OTHERS) {
      directory.register(channel);
      String name = "%s-ready-%s".formatted(channel.platform(), round);
      Messages messages = new Messages(channel, name, bench.sizes().throughput().warmUp());
      Instant now = bench.now();
      intake = intake.plus(chasqui.scheduleMessages(messages.due(number -> now, directory)));
      peer.await(messages.size(), bench.sizes().timeout());
      Delivered.await(chasqui.database(), messages, bench.sizes().timeout());
      peer.forget();
    }
    return intake;
  }

  /** Has webhooks due to a host that does not answer, and waits until it has all it may get. */
  private void hang(Chasqui chasqui, Peer hanging, int round) {
    bench.report().progress("F: a host hangs, round " + round);
    hanging.hang();
    Directory directory = new Directory(chasqui.api(), hanging.port());
    directory.register(MessageChannel.WEBHOOK);
    Messages messages = new Messages(MessageChannel.WEBHOOK, "hanging-" + round, sizes.hanging());
    Instant now = bench.now();
    chasqui.scheduleMessages(messages.due(number -> now, directory));
    hanging.await(PER_HOST, bench.sizes().timeout());
  }

  /** One of each channel at the same time, again and again. */
  private Map<MessageChannel, Distribution> others(
      Chasqui chasqui, Directory directory, Duration intake, String name) {
    Disk.settle();
    List<Messages> all =
        OTHERS.stream()
            .map(channel -> new Messages(channel, channel.platform() + "-" + name, sizes.others()))
            .toList();
    int warmUp = OTHERS.size() * bench.sizes().throughput().warmUp();
    Instant first = bench.afterIntake(OTHERS.size() * sizes.others(), intake, warmUp);
    DueTimes due = DueTimes.over(sizes.othersSpan(), first, sizes.others());
    all.forEach(messages -> chasqui.scheduleMessages(messages.due(due, directory)));
    bench.until(due.first());
    Waiting.sleep(bench.until(due.last()));
    peer.await(OTHERS.size() * sizes.others(), bench.sizes().timeout());
    all.forEach(messages -> Delivered.await(chasqui.database(), messages, bench.sizes().timeout()));
    return lateness(all, due, peer.take());
  }

  private static Map<MessageChannel, Distribution> lateness(
      List<Messages> all, DueTimes due, List<Arrival> arrivals) {
    Map<MessageChannel, Distribution> lateness = new EnumMap<>(MessageChannel.class);
    for (Messages messages : all) {
      List<Arrival> ours =
          arrivals.stream().filter(one -> one.request().contains(messages.prefix())).toList();
      lateness.put(
          messages.channel(),
          new Distribution(
              messages.check(ours).entrySet().stream()
                  .map(one -> Duration.between(due.apply(one.getKey()), one.getValue()))
                  .toList()));
    }
    return lateness;
  }

  private void report() {
    bench
        .report()
        .heading(
            String.format(
                Locale.ROOT,
                "F: a webhook and an SMS every %d ms, while %,d webhooks wait for a host that"
                    + " hangs",
                sizes.othersSpan().dividedBy(sizes.others()).toMillis(),
                sizes.hanging()));
    bench.report().table(table);
    bench
        .report()
        .line(
            "From the due time to the request at the peer. Requests that the host that hangs got"
                + " meanwhile: "
                + asked.stream().map(Object::toString).collect(Collectors.joining(", ")));
    moved.keySet().forEach(this::target);
  }

  /** Who is late by himself cannot show what the host that hangs does to him. */
  private void target(MessageChannel channel) {
    double later = Spread.of(moved.getOrDefault(channel, List.of())).median();
    double alone = Spread.of(p99Alone.getOrDefault(channel, List.of())).median();
    bench
        .report()
        .target(
            new Target(
                "F, a host hangs: p99 of %s later by ms (median)".formatted(channel),
                "at most %s, of at most %s without"
                    .formatted(MOST_LATER.toMillis(), LATEST_ALONE.toMillis()),
                Spread.number(later, 1) + ", of " + Spread.number(alone, 1),
                later <= MOST_LATER.toMillis() && alone <= LATEST_ALONE.toMillis()));
  }

  private void row(String name, Distribution lateness) {
    table.row(
        name,
        Spread.number(millis(lateness.min()), 1),
        Spread.number(millis(lateness.quantile(0.5)), 1),
        Spread.number(millis(lateness.quantile(0.99)), 1),
        Spread.number(millis(lateness.max()), 1));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
