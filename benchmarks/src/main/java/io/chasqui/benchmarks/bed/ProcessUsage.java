package io.chasqui.benchmarks.bed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Reads what processes use: from /proc where there is one, else from Java's own process API. */
final class ProcessUsage {

  /** Linux counts CPU time in hundredths of a second for programs, on every machine. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int USER_TIME = 11;
  private static final int KERNEL_TIME = 12;
  private static final int CHILDREN_USER_TIME = 13;
  private static final int CHILDREN_KERNEL_TIME = 14;

  /** In /proc/stat: user, nice, system, idle, waiting for disk, interrupts (2), stolen. */
  private static final int IDLE = 4;

  private static final int WAITING_FOR_DISK = 5;
  private static final int LAST_BUSY = 8;

  private ProcessUsage() {}

  static Usage of(ProcessHandle process) {
    return new Usage(cpuSeconds(process, false), kiloBytes(process, "status", "VmHWM:"));
  }

  /**
   * A process with its children, also those that have ended: a server with a process for each
   * connection. Memory is what each has for itself and its part of what they share.
   */
  static Usage ofTree(ProcessHandle root) {
    double seconds = cpuSeconds(root, true);
    long bytes = kiloBytes(root, "smaps_rollup", "Pss:");
    for (ProcessHandle child : root.descendants().toList()) {
      seconds += cpuSeconds(child, false);
      bytes += kiloBytes(child, "smaps_rollup", "Pss:");
    }
    return new Usage(seconds, bytes);
  }

  /** What all processes of the machine have used; zero where the system does not tell. */
  static double machineCpuSeconds() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      String[] fields = lines.findFirst().orElse("").split(" +");
      long ticks = 0;
      for (int field = 1; field <= LAST_BUSY; field++) {
        ticks += field == IDLE || field == WAITING_FOR_DISK ? 0 : Long.parseLong(fields[field]);
      }
      return ticks / TICKS_PER_SECOND;
    } catch (IOException e) {
      return 0;
    }
  }

  private static double cpuSeconds(ProcessHandle process, boolean withEndedChildren) {
    try {
      String stat = Files.readString(proc(process, "stat"));
      // The second field is a name in parentheses that may hold anything.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[KERNEL_TIME]);
      if (withEndedChildren) {
        ticks +=
            Long.parseLong(fields[CHILDREN_USER_TIME])
                + Long.parseLong(fields[CHILDREN_KERNEL_TIME]);
      }
      return ticks / TICKS_PER_SECOND;
    } catch (IOException e) {
      return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }
  }

  /** Zero where the system does not tell. */
  private static long kiloBytes(ProcessHandle process, String file, String key) {
    try {
      List<String> lines = Files.readAllLines(proc(process, file));
      return lines.stream()
          .filter(line -> line.startsWith(key))
          .findFirst()
          .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .orElse(0L);
    } catch (IOException e) {
      return 0;
    }
  }

  private static Path proc(ProcessHandle process, String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }
}
