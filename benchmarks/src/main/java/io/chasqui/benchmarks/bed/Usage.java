package io.chasqui.benchmarks.bed;

/**
 * What a process has used since it began.
 *
 * @param cpuSeconds of all its threads, in user and kernel mode
 * @param memoryBytes the most it ever had in memory; for PostgreSQL what it has now
 */
public record Usage(double cpuSeconds, long memoryBytes) {

  public static final Usage NONE = new Usage(0, 0);

  Usage plus(Usage other) {
    return new Usage(cpuSeconds + other.cpuSeconds, memoryBytes + other.memoryBytes);
  }
}
