package io.chasqui.quickstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one run of the quickstart uses.
 *
 * @param ports one for each service; 0 takes any free port
 * @param dataDir absolute; everything that is kept lies below it
 * @param emailWorkers how many to start; the first has the port named in ports, others any free one
 * @param messagingWorkers as emailWorkers
 * @param jarsDir absolute; the repository's root, or a folder that holds the jars side by side
 * @param appProperties Spring properties for all three applications; they win over the quickstart's
 * @param jvmOptions for every child process, after the quickstart's own
 * @param verbose whether the applications' lines are shown; they are kept in files in any case
 * @param recording whether the applications record what makes later starts fast; all of it ends as
 *     soon as it has started
 * @param rehearsing whether they work first, when they record, so that the record holds what Java
 *     learns of their methods too
 */
public record QuickstartSettings(
    Map<ServicePort, Integer> ports,
    Path dataDir,
    int emailWorkers,
    int messagingWorkers,
    Path jarsDir,
    Map<String, String> appProperties,
    List<String> jvmOptions,
    boolean verbose,
    boolean recording,
    boolean rehearsing) {

  public QuickstartSettings {
    ports = Collections.unmodifiableMap(new EnumMap<>(ports));
    appProperties = Collections.unmodifiableMap(new TreeMap<>(appProperties));
    jvmOptions = List.copyOf(jvmOptions);
  }

  /**
   * Reads {@code --key=value} arguments; what is not named has its default.
   *
   * @throws QuickstartRefused naming the argument that is unknown or has a bad value
   */
  public static QuickstartSettings parse(String... arguments) {
    return QuickstartArguments.parse(List.of(arguments));
  }

  /** For tests: every service on a free port, further arguments as on the command line. */
  public static QuickstartSettings onFreePorts(Path dataDir, String... arguments) {
    List<String> all = new ArrayList<>();
    all.add("--data-dir=" + dataDir);
    for (ServicePort port : ServicePort.values()) {
      all.add("--" + port.key() + "=0");
    }
    all.addAll(List.of(arguments));
    return QuickstartArguments.parse(all);
  }

  /** The port asked for; 0: any. */
  public int port(ServicePort service) {
    return ports.getOrDefault(service, service.defaultPort());
  }
}
