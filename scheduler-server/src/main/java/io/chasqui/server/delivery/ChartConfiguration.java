package io.chasqui.server.delivery;

import io.chasqui.delivery.DeliveryCharts;
import io.chasqui.platform.task.PeriodicTask;
import io.chasqui.platform.task.RetentionRule;
import io.chasqui.platform.task.Stopping;
import io.chasqui.server.retention.RetentionSettings;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What charts are drawn from is counted a little after it happened, and kept as long as rows. */
@Configuration(proxyBeanMethods = false)
class ChartConfiguration {

  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration REMOVE_EVERY = Duration.ofHours(1);
  private static final int BATCH = 1_000;

  @Bean
  PeriodicTask countOfEnded(DeliveryCharts charts, Stopping stopping) {
    return new PeriodicTask(
        EVERY, "What has ended could not be counted", () -> countAll(charts, stopping));
  }

  private static void countAll(DeliveryCharts charts, Stopping stopping) {
    boolean isMore = true;
    while (isMore && !stopping.hasBegun()) {
      isMore = charts.count();
    }
  }

  @Bean
  RetentionRule oldDeliveryHours(DeliveryCharts charts, RetentionSettings settings) {
    return new RetentionRule(
        "delivery-hours",
        REMOVE_EVERY,
        BATCH,
        atMost -> charts.removeHours(settings.rows(), atMost));
  }
}
