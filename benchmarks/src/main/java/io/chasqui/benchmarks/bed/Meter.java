package io.chasqui.benchmarks.bed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What each process uses from {@link #start} on. */
public final class Meter {

  private final Map<String, Supplier<Usage>> processes;
  private final Map<String, Usage> before = new LinkedHashMap<>();

  Meter(Map<String, Supplier<Usage>> processes) {
    this.processes = new LinkedHashMap<>(processes);
  }

  public Meter start() {
    processes.forEach((name, usage) -> before.put(name, usage.get()));
    return this;
  }

  /** CPU since the start; memory at its peak. */
  public Map<String, Usage> read() {
    Map<String, Usage> used = new LinkedHashMap<>();
    processes.forEach(
        (name, usage) -> {
          Usage now = usage.get();
          double since = now.cpuSeconds() - before.getOrDefault(name, Usage.NONE).cpuSeconds();
          used.put(name, new Usage(since, now.memoryBytes()));
        });
    return used;
  }
}
