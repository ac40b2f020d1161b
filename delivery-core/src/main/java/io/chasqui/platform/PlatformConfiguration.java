package io.chasqui.platform;

import io.chasqui.platform.config.UnknownSettings;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

@Configuration(proxyBeanMethods = false)
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
