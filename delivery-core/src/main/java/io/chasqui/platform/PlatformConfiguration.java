package io.chasqui.platform;

import io.chasqui.platform.config.UnknownSettings;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
class PlatformConfiguration {

  /** The one source of time. PostgreSQL keeps microseconds, so nothing finer is handed out. */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
  }

  @Bean
  static UnknownSettings unknownSettings(ConfigurableEnvironment environment) {
    return new UnknownSettings(environment);
  }
}
