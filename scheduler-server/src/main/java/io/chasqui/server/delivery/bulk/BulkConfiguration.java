package io.chasqui.server.delivery.bulk;

import io.chasqui.platform.task.RetentionRule;
import io.chasqui.platform.task.StepSource;
import io.chasqui.server.retention.RetentionSettings;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Bulk acts go on by themselves, and are kept as long as the deliveries that they were about. */
@Configuration(proxyBeanMethods = false)
class BulkConfiguration {

  /** The source of their steps. */
  static final String SOURCE = "bulk-acts";

  /** As many as may be under way. */
  private static final int HANDS = 2;

  private static final Duration LONGEST_STEP = Duration.ofMinutes(1);
  private static final Duration REMOVE_EVERY = Duration.ofHours(1);
  private static final int BATCH = 100;

  @Bean
  StepSource bulkSteps(BulkStepTaker steps) {
    return new StepSource(SOURCE, "bulk_step", "bulk_act_id", HANDS, LONGEST_STEP, steps::take);
  }

  @Bean
  RetentionRule filtersOfBulkActs(BulkStore store, RetentionSettings settings) {
    return new RetentionRule(
        "bulk-filters",
        settings.checkInterval(),
        BATCH,
        atMost -> store.eraseFilters(settings.personalData(), atMost));
  }

  @Bean
  RetentionRule oldBulkActs(BulkStore store, RetentionSettings settings) {
    return new RetentionRule(
        "bulk-acts", REMOVE_EVERY, BATCH, atMost -> store.remove(settings.rows(), atMost));
  }
}
