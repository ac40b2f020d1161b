package io.chasqui.server.status.metrics;

import io.chasqui.platform.task.PeriodicTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Looks metrics up now and then, so that one that is read never waits for the database. While that
 * is away they stay as they were.
 */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

  private static final Duration PAUSE = Duration.ofSeconds(10);

  @Bean
  PeriodicTask lookUpOfMetrics(WorkersAliveGauge workers, OpenDeliveriesGauge deliveries) {
    return new PeriodicTask(
        Duration.ZERO,
        PAUSE,
        "Metrics could not be looked up",
        () -> {
          workers.lookUp();
          deliveries.lookUp();
        });
  }
}
