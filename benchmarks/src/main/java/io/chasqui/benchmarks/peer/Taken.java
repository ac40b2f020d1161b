package io.chasqui.benchmarks.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the peer has taken, and how it behaves; used by the threads of all connections. */
final class Taken {

  private final List<Arrival> arrivals = new ArrayList<>();
  private volatile Duration thinkTime = Duration.ZERO;
  private volatile boolean hangs;

  synchronized void add(Arrival arrival) {
    arrivals.add(arrival);
  }

  /** Before each answer. */
  Duration thinkTime() {
    return thinkTime;
  }

  /** Whether no request is answered any more. */
  boolean hangs() {
    return hangs;
  }

  /**
   * Does what the driver asks for.
   *
   * @param command the last part of the path, e.g. "count"
   * @return the answer's body
   */
  synchronized String obey(String command) {
    switch (command) {
      case "count" -> {
        return Integer.toString(arrivals.size());
      }
      case "arrivals" -> {
        return arrivals.stream().map(Arrival::line).collect(Collectors.joining("\n"));
      }
      case "forget" -> arrivals.clear();
      case "hang" -> hangs = true;
      default -> thinkTime = Duration.ofMillis(Long.parseLong(command));
    }
    return "";
  }
}
