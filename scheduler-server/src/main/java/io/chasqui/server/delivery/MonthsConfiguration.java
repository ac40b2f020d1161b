package io.chasqui.server.delivery;

import io.chasqui.delivery.DeliveryMonths;
import io.chasqui.platform.task.PeriodicTask;
import io.chasqui.platform.task.RetentionRule;
import io.chasqui.platform.task.Stopping;
import io.chasqui.server.retention.RetentionSettings;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Months of deliveries come and go. */
@Configuration(proxyBeanMethods = false)
class MonthsConfiguration {

  /** So long may all servers be away, and so far may the clock of one go ahead. */
  private static final int MONTHS_AHEAD = 3;

  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final Duration PROGRESS_EVERY = Duration.ofHours(1);
  private static final int PROGRESS_BATCH = 1_000;

  private static final int LOOKS_PER_LOOK_AT_MONTHS = 60;

  /** Of each round: the next one looks again. */
  private static final int ONE_MONTH = 1;

  @Bean
  PeriodicTask comingMonths(DeliveryMonths months) {
    return new PeriodicTask(
        Duration.ZERO,
        EVERY,
        "The coming months of deliveries could not be made",
        () -> months.add(MONTHS_AHEAD));
  }

  @Bean
  MissingMonthCheck missingMonthCheck(DeliveryMonths months) {
    return new MissingMonthCheck(months);
  }

  /**
   * As long as a month goes at all, the next one may. Whether one may is read from all of it, so it
   * is asked more rarely than what else is to go.
   */
  @Bean
  RetentionRule oldMonths(DeliveryMonths months, RetentionSettings settings, Stopping stopping) {
    return new RetentionRule(
        "deliveries",
        settings.checkInterval().multipliedBy(LOOKS_PER_LOOK_AT_MONTHS),
        ONE_MONTH,
        atMost -> months.dropOldest(settings.rows(), stopping::hasBegun));
  }

  @Bean
  RetentionRule strandedProgress(StrandedProgress progress) {
    return new RetentionRule("telegram-progress", PROGRESS_EVERY, PROGRESS_BATCH, progress::remove);
  }
}
