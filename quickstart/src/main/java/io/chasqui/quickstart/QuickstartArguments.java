package io.chasqui.quickstart;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command line: its keys, their checks and the help text. */
final class QuickstartArguments {

  private static final int MOST_WORKERS = 16;
  private static final int HIGHEST_PORT = 65_535;
  private static final String APP_PREFIX = "app.";

  /** Of a start that {@link #PREPARE} makes; not for people. */
  static final String RECORD = "--record";

  /** Of such a start, and with {@link #PREPARE}: the applications work before they end. */
  static final String REHEARSE = "--rehearse";

  /** In place of a start; quickstart.sh asks for it after a build. */
  static final String PREPARE = "--prepare";

  /** Set per process by the quickstart, so one value for all three would break the start. */
  private static final Map<String, String> REFUSED_APP_KEYS =
      Map.of(
          "server.port", "use --server-port, --email-worker-port and --messaging-worker-port",
          "server.address", "everything listens on 127.0.0.1",
          "server.servlet.context-path", "the quickstart's addresses have no prefix",
          "management.server.port", "readiness is asked on each process's own port");

  private final Map<ServicePort, Integer> ports = new EnumMap<>(ServicePort.class);
  private final Map<String, String> appProperties = new TreeMap<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private Path dataDir = Path.of("data", "quickstart");
  private Path jarsDir = AppJars.defaultFolder();
  private int emailWorkers = 1;
  private int messagingWorkers = 1;
  private boolean verbose;
  private boolean recording;
  private boolean rehearsing;

  private QuickstartArguments() {
    for (ServicePort port : ServicePort.values()) {
      ports.put(port, port.defaultPort());
    }
  }

  static QuickstartSettings parse(List<String> arguments) {
    QuickstartArguments parsed = new QuickstartArguments();
    arguments.forEach(parsed::take);
    if (parsed.rehearsing && !parsed.recording) {
      throw new QuickstartRefused("--rehearse goes with --prepare.");
    }
    return new QuickstartSettings(
        parsed.ports,
        parsed.dataDir.toAbsolutePath().normalize(),
        parsed.emailWorkers,
        parsed.messagingWorkers,
        parsed.jarsDir.toAbsolutePath().normalize(),
        parsed.appProperties,
        parsed.jvmOptions,
        parsed.verbose,
        parsed.recording,
        parsed.rehearsing);
  }

  private void take(String argument) {
    switch (argument) {
      case "--verbose" -> verbose = true;
      case RECORD -> recording = true;
      case REHEARSE -> rehearsing = true;
      default -> takeValue(argument);
    }
  }

  private void takeValue(String argument) {
    int equals = argument.indexOf('=');
    if (!argument.startsWith("--") || equals < 0) {
      throw new QuickstartRefused(
          "\"%s\" is not of the form --key=value; --help lists the keys.".formatted(argument));
    }
    String key = argument.substring(2, equals);
    String value = argument.substring(equals + 1);
    if (value.isBlank()) {
      throw new QuickstartRefused("--%s has no value.".formatted(key));
    }
    if (key.startsWith(APP_PREFIX)) {
      takeAppProperty(key.substring(APP_PREFIX.length()), value);
      return;
    }
    switch (key) {
      case "data-dir" -> dataDir = folder(key, value);
      case "jars-dir" -> jarsDir = folder(key, value);
      case "email-workers" -> emailWorkers = number(key, value, MOST_WORKERS);
      case "messaging-workers" -> messagingWorkers = number(key, value, MOST_WORKERS);
      case "jvm-options" -> jvmOptions.addAll(JvmOptions.split(value));
      default -> ports.put(servicePort(key), number(key, value, HIGHEST_PORT));
    }
  }

  private void takeAppProperty(String key, String value) {
    String reason = REFUSED_APP_KEYS.get(key);
    if (key.isBlank() || reason != null) {
      throw new QuickstartRefused(
          "--app.%s cannot be given: %s."
              .formatted(key, reason == null ? "the property's name is missing" : reason));
    }
    appProperties.put(key, value);
  }

  private static ServicePort servicePort(String key) {
    return Arrays.stream(ServicePort.values())
        .filter(port -> port.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new QuickstartRefused(
                    "There is no argument --%s; --help lists them.".formatted(key)));
  }

  private static int number(String key, String value, int highest) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 0 && number <= highest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, like a number that is out of range.
    }
    throw new QuickstartRefused(
        "--%s must be a whole number from 0 to %s, not \"%s\".".formatted(key, highest, value));
  }

  private static Path folder(String key, String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new QuickstartRefused("--%s is not a path: \"%s\".".formatted(key, value));
    }
  }

  static String help() {
    StringBuilder help =
        new StringBuilder(
            """
            Starts Chasqui with everything it needs on this machine; Ctrl-C ends all of it.

            Arguments, all optional (a port of 0 takes any free one):
            """);
    for (ServicePort port : ServicePort.values()) {
      line(
          help,
          "--%s=%s".formatted(port.key(), port.defaultPort()),
          "the port of " + port.purpose());
    }
    line(help, "--data-dir=./data/quickstart", "where everything that is kept lies");
    line(help, "--email-workers=1", "how many, up to " + MOST_WORKERS);
    line(help, "--messaging-workers=1", "how many, up to " + MOST_WORKERS);
    line(help, "--jars-dir=FOLDER", "the repository, or a folder with the three jars");
    line(help, "--jvm-options=\"-Xmx512m\"", "for the three applications; ' and \" keep spaces");
    line(help, "--app.KEY=VALUE", "a Spring property for the three applications, e.g.");
    line(help, "", "--app.chasqui.schedule.default-delay=2s");
    line(help, "--verbose", "the applications' log lines here too, besides DATA/logs");
    line(help, "--prepare", "make later starts fast; quickstart.sh does it after a build");
    line(help, "--prepare --rehearse", "and the work after them, as in the images (Java 25)");
    line(help, "--help", "this text");
    return help.toString();
  }

  private static void line(StringBuilder help, String argument, String meaning) {
    help.append("  %-32s %s%n".formatted(argument, meaning));
  }
}
