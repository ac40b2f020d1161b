package io.chasqui.benchmarks.bed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What each process uses from {@link #start} on. */
public final class Meter {

  private static final String OTHERS = "anything else";

  private final Map<String, Supplier<Usage>> processes;
  private final Map<String, Usage> before = new LinkedHashMap<>();
  private double machineBefore;

  Meter(Map<String, Supplier<Usage>> processes) {
    this.processes = new LinkedHashMap<>(processes);
  }

  public Meter start() {
    machineBefore = ProcessUsage.machineCpuSeconds();
    processes.forEach((name, usage) -> before.put(name, usage.get()));
    return this;
  }

  /**
   * CPU since the start; memory at its peak. What the machine has done besides is told too, because
   * it disturbs what is measured.
   */
  public Map<String, Usage> read() {
    Map<String, Usage> used = new LinkedHashMap<>();
    processes.forEach(
        (name, usage) -> {
          Usage now = usage.get();
          double since = now.cpuSeconds() - before.getOrDefault(name, Usage.NONE).cpuSeconds();
          used.put(name, new Usage(since, now.memoryBytes()));
        });
    double measured = used.values().stream().mapToDouble(Usage::cpuSeconds).sum();
    double machine = ProcessUsage.machineCpuSeconds() - machineBefore;
    used.put(OTHERS, new Usage(Math.max(0, machine - measured), 0));
    return used;
  }
}
