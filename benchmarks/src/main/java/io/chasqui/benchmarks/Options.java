package io.chasqui.benchmarks;

import io.chasqui.benchmarks.scenario.Sizes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What was asked for.
 *
 * @param bullMq whether BullMQ is one of E's yardsticks, where it can run
 * @param poolSize SMTP connections of the worker, of the raw client and of BullMQ
 * @param jvmOptions of the applications and the yardsticks alike
 * @param prepared whether the applications run as in the images: taken apart, with what was
 *     recorded
 * @param keepsProcesses whether the same processes serve all scenarios, as in a smoke run
 */
record Options(
    Set<Scenario> scenarios,
    Sizes sizes,
    SinkChoice sink,
    boolean bullMq,
    int poolSize,
    List<String> jvmOptions,
    boolean prepared,
    boolean keepsProcesses) {

  static final String HELP =
      """
      Measures Chasqui's real processes on this machine, on loopback, with a PostgreSQL of its own
      whose fsync is on. Results go to standard output as Markdown, progress to standard error.

        bench.sh [scenario ...] [option ...]

      Scenarios, all of them if none is named:
      %s
      Options:
        --smoke             tiny numbers, to see that it works; says nothing about speed
        --sink=WHICH        for A and E: built-in, smtp-sink, or both (default; smtp-sink only where
                            it is installed)
        --bullmq=yes|no     whether E has BullMQ too: it needs node (20 or newer), npm with its
                            registry, and redis-server (default yes; no in a smoke run, which
                            needs no network)
        --rounds=N          how often A, E, C and F are repeated (default 3)
        --mails=N           of A and E; of F messages of each channel (default 5000)
        --warm-up=N         mails or messages that everybody sends before the clock starts
                            (default 2000)
        --backlog=N         of D: so many that wait, as many that are finished (default 1000000)
        --old-month=N       of C: measures intake also while a month of so many deliveries is erased,
                            and while it goes (default: it does not)
        --pool-size=N       SMTP connections of the worker, of the raw client and of BullMQ
                            (default 10)
        --jvm-options=LIST  of applications and yardsticks, blanks between (default -Xmx512m)
        --prepared          the applications run as in the images: bench.sh has them start and work
                            once before, and record it (with Java 25; two minutes)
      """
          .formatted(Scenario.help());

  /** The same bytes of memory for all that are compared. */
  private static final List<String> JVM_OPTIONS = List.of("-Xmx512m");

  /** They run for seconds only, and start sooner so. */
  private static final List<String> SMOKE_JVM_OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote");

  private static final int POOL_SIZE = 10;

  private static final Set<String> KEYS =
      Set.of(
          "smoke",
          "sink",
          "bullmq",
          "rounds",
          "mails",
          "warm-up",
          "backlog",
          "old-month",
          "pool-size",
          "jvm-options",
          "prepared");

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException naming what is not understood
   */
  static Options parse(String... arguments) {
    Map<String, String> given = new HashMap<>();
    Set<Scenario> named = EnumSet.noneOf(Scenario.class);
    for (String argument : arguments) {
      if (argument.startsWith("--")) {
        String[] parts = argument.substring(2).split("=", 2);
        given.put(known(parts[0]), parts.length == 2 ? parts[1] : "");
      } else {
        named.add(scenario(argument));
      }
    }
    boolean smoke = given.containsKey("smoke");
    Sizes sizes = smoke ? Sizes.smoke() : Sizes.full();
    String jvmOptions = given.get("jvm-options");
    return new Options(
        named.isEmpty() ? EnumSet.allOf(Scenario.class) : named,
        sizes.with(
            number(given, "mails", sizes.throughput().mails()),
            number(given, "warm-up", sizes.throughput().warmUp()),
            number(given, "rounds", sizes.throughput().rounds()),
            number(given, "backlog", sizes.backlog().deliveries()),
            number(given, "old-month", sizes.intake().oldMonth())),
        sink(given.getOrDefault("sink", smoke ? "built-in" : "both")),
        yes("bullmq", given.getOrDefault("bullmq", smoke ? "no" : "yes")),
        number(given, "pool-size", POOL_SIZE),
        jvmOptions != null
            ? List.of(jvmOptions.split(" +"))
            : smoke ? SMOKE_JVM_OPTIONS : JVM_OPTIONS,
        given.containsKey("prepared"),
        smoke);
  }

  private static String known(String key) {
    if (KEYS.contains(key)) {
      return key;
    }
    throw new IllegalArgumentException("There is no option --" + key + ".");
  }

  private static Scenario scenario(String name) {
    try {
      return Scenario.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("There is no scenario " + name + ".", e);
    }
  }

  private static SinkChoice sink(String value) {
    try {
      return SinkChoice.valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--sink is built-in, smtp-sink or both.", e);
    }
  }

  private static boolean yes(String key, String value) {
    return switch (value) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new IllegalArgumentException("--%s is yes or no.".formatted(key));
    };
  }

  private static int number(Map<String, String> given, String key, int otherwise) {
    String value = given.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("--%s needs a number above 0.".formatted(key));
  }
}
