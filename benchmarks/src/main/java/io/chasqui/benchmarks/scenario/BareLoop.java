package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Meter;
import io.chasqui.benchmarks.bed.Metered;
import io.chasqui.benchmarks.bed.Usage;
import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.peer.Arrival;
import io.chasqui.benchmarks.peer.Peer;
import io.chasqui.benchmarks.yardstick.RawHttp;
import io.chasqui.quickstart.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** F's yardstick: the same bytes that the product has just sent, over kept connections. */
final class BareLoop {

  private static final String NAME = "bare loop";

  private final Bench bench;
  private final Peer peer;

  BareLoop(Bench bench, Peer peer) {
    this.bench = bench;
    this.peer = peer;
  }

  /**
   * Sends them all once, from a process of its own that has got warm.
   *
   * @param requests what goes out
   * @param connections as many as the product has messages in flight at most
   */
  Measured run(List<Arrival> requests, int connections) {
    Path file = write(requests);
    GoFile go = new GoFile(bench.bed().folder());
    int warmUp = bench.sizes().throughput().warmUp();
    ChildProcess loop =
        bench
            .bed()
            .start(
                bench
                    .children()
                    .yardstick(
                        NAME, "yardstick.RawHttp", peer.port(), connections, file, warmUp, go));
    try {
      bench.awaitLine(loop, RawHttp.READY);
      peer.forget();
      Waiting.sleep(bench.sizes().quiet());
      Metered ours = new Metered(NAME, bench.bed().handle(loop));
      Meter meter = bench.bed().meter(List.of(ours, peer.metered())).start();
      go.give();
      peer.await(requests.size(), bench.sizes().timeout());
      Map<String, Usage> usage = meter.read();
      Duration window = ChannelRun.window(peer.take());
      return new Measured(requests.size(), window, usage);
    } finally {
      bench.bed().stop(loop);
      go.delete();
    }
  }

  private Path write(List<Arrival> requests) {
    Path file = bench.bed().memoryFolder().resolve("requests");
    try {
      return Files.write(file, requests.stream().map(BareLoop::line).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(Arrival arrival) {
    byte[] bytes = arrival.request().getBytes(StandardCharsets.ISO_8859_1);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
