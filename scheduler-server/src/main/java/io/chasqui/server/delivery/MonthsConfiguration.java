package io.chasqui.server.delivery;

import io.chasqui.delivery.DeliveryMonths;
import io.chasqui.platform.db.Months;
import io.chasqui.platform.task.PeriodicTask;
import io.chasqui.platform.task.RetentionRule;
import io.chasqui.platform.task.Stopping;
import io.chasqui.server.retention.RetentionSettings;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Months of deliveries come and go; those of all else that lies by month come with them. */
@Configuration(proxyBeanMethods = false)
class MonthsConfiguration {

  /** So long may all servers be away, and so far may the clock of one go ahead. */
  private static final int MONTHS_AHEAD = 3;

  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final Duration PROGRESS_EVERY = Duration.ofHours(1);
  private static final int PROGRESS_BATCH = 1_000;

  @Bean
  PeriodicTask comingMonths(List<Months> all) {
    return new PeriodicTask(
        Duration.ZERO, EVERY, "The coming months could not be made", () -> addAll(all));
  }

  /** Of whatever some cannot be made, the others are. */
  private static void addAll(List<Months> all) {
    RuntimeException failure = null;
    for (Months months : all) {
      try {
        months.add(MONTHS_AHEAD);
      } catch (RuntimeException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Bean
  MissingMonthCheck missingMonthCheck(List<Months> all) {
    return new MissingMonthCheck(all);
  }

  @Bean
  RetentionRule oldMonths(DeliveryMonths months, RetentionSettings settings, Stopping stopping) {
    return new OldMonths(months, settings, stopping).rule();
  }

  @Bean
  RetentionRule strandedProgress(StrandedProgress progress) {
    return new RetentionRule("telegram-progress", PROGRESS_EVERY, PROGRESS_BATCH, progress::remove);
  }
}
