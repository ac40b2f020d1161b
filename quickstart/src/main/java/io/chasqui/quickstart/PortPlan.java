package io.chasqui.quickstart;

import io.chasqui.quickstart.process.FreePorts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ports of one run, all checked before anything is started. */
record PortPlan(Map<ServicePort, Integer> ports) {

  PortPlan {
    ports = Collections.unmodifiableMap(new EnumMap<>(ports));
  }

  /**
   * Checks the ports asked for and chooses those that are 0.
   *
   * @throws QuickstartRefused naming every port that is taken and the argument that changes it
   */
  static PortPlan of(QuickstartSettings settings) {
    Map<ServicePort, Integer> ports = new EnumMap<>(ServicePort.class);
    Map<Integer, ServicePort> owners = new HashMap<>();
    List<String> complaints = new ArrayList<>();
    for (ServicePort service : ServicePort.values()) {
      if (!isUsed(service, settings)) {
        continue;
      }
      int asked = settings.port(service);
      int port = asked == 0 ? FreePorts.any() : asked;
      ServicePort other = owners.putIfAbsent(port, service);
      if (other != null) {
        complaints.add(
            "Port %s is asked for twice: by --%s and --%s."
                .formatted(port, other.key(), service.key()));
      } else if (!FreePorts.isFree(port)) {
        complaints.add(
            "Port %s, for %s, is taken by another program. Choose another with --%s=PORT."
                .formatted(port, service.purpose(), service.key()));
      }
      ports.put(service, port);
    }
    if (!complaints.isEmpty()) {
      throw new QuickstartRefused(String.join(System.lineSeparator(), complaints));
    }
    return new PortPlan(ports);
  }

  private static boolean isUsed(ServicePort service, QuickstartSettings settings) {
    return switch (service) {
      case EMAIL_WORKER -> settings.emailWorkers() > 0;
      case MESSAGING_WORKER -> settings.messagingWorkers() > 0;
      default -> true;
    };
  }

  int port(ServicePort service) {
    Integer port = ports.get(service);
    if (port == null) {
      throw new IllegalStateException("Nothing listens for " + service.purpose());
    }
    return port;
  }
}
