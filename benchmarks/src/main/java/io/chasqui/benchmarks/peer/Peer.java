package io.chasqui.benchmarks.peer;

import io.chasqui.benchmarks.bed.Children;
import io.chasqui.benchmarks.bed.Metered;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.load.Api;
import io.chasqui.quickstart.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** The HTTP peer as the driver sees it: says how it is to behave, and asks what arrived. */
public final class Peer implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final TestBed bed;
  private final ChildProcess process;
  private final Api control;

  private Peer(TestBed bed, ChildProcess process) {
    this.bed = bed;
    this.process = process;
    this.control = new Api(process.port(), null, TIMEOUT);
  }

  /** Starts one that answers at once, and waits until it listens. */
  public static Peer start(TestBed bed, Children children) {
    Peer peer = new Peer(bed, bed.start(children.peer()));
    Waiting.until("the HTTP peer listened", TIMEOUT, peer::listens, () -> "it does not");
    return peer;
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return process.port();
  }

  public Metered metered() {
    return new Metered(process.name(), bed.handle(process));
  }

  /** How long it waits before each answer, in whole milliseconds. */
  public void thinkFor(Duration time) {
    tell(Long.toString(time.toMillis()));
  }

  /** Takes connections and requests from now on, and never answers. */
  public void hang() {
    tell("hang");
  }

  /** Requests since it last forgot. */
  public int count() {
    return Integer.parseInt(control.get(PeerConnection.CONTROL + "count"));
  }

  /** Waits until there were as many. */
  public void await(int count, Duration timeout) {
    Waiting.until(
        "%s requests had arrived".formatted(count),
        timeout,
        () -> count() >= count,
        () -> count() + " of them");
  }

  /** Those that arrived, which are forgotten; only while nobody sends. */
  public List<Arrival> take() {
    List<Arrival> arrivals =
        control
            .get(PeerConnection.CONTROL + "arrivals")
            .lines()
            .filter(line -> !line.isEmpty())
            .map(Arrival::parse)
            .toList();
    forget();
    return arrivals;
  }

  /** Only while nobody sends. */
  public void forget() {
    tell("forget");
  }

  private void tell(String command) {
    control.post(PeerConnection.CONTROL + command);
  }

  @Override
  public void close() {
    bed.stop(process);
  }
}
