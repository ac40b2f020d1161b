package io.chasqui.platform.config;

import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Health and metrics on a port of their own listen on loopback, unless {@code
 * management.server.address} says otherwise. Not a plain default: Spring refuses the address when
 * there is no such port.
 */
class ManagementOnLoopback implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

  private static final String PORT = "management.server.port";
  private static final String ADDRESS = "management.server.address";

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    ConfigurableEnvironment environment = event.getEnvironment();
    String port = environment.getProperty(PORT);
    boolean hasItsOwnPort =
        port != null && !port.equals(environment.getProperty("server.port", "8080"));
    if (hasItsOwnPort && environment.getProperty(ADDRESS) == null) {
      environment
          .getPropertySources()
          .addLast(new MapPropertySource("management on loopback", Map.of(ADDRESS, "127.0.0.1")));
    }
  }
}
