package io.chasqui.server.audit;

import io.chasqui.platform.task.RetentionRule;
import io.chasqui.server.retention.RetentionSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Months of the audit go; that they come is seen to for all that lies by month. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  private static final int LOOKS_PER_LOOK_AT_MONTHS = 60;

  /** Of each round: the next one looks again. */
  private static final int ONE_MONTH = 1;

  /** As long as the deliveries that its entries are about. */
  @Bean
  RetentionRule oldAuditMonths(AuditMonths months, RetentionSettings settings) {
    return new RetentionRule(
        "audit",
        settings.checkInterval().multipliedBy(LOOKS_PER_LOOK_AT_MONTHS),
        ONE_MONTH,
        atMost -> months.dropOldest(settings.rows()));
  }
}
