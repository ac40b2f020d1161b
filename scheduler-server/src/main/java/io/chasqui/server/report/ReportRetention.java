package io.chasqui.server.report;

import io.chasqui.delivery.ReportNeeds;
import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.platform.task.RetentionRule;
import io.chasqui.report.RemovableReports;
import io.chasqui.report.ReportStorage;
import io.chasqui.server.retention.RetentionSettings;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Reports go only when it is said how long they are kept. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(ReportRetention.KEY)
class ReportRetention {

  static final String KEY = "chasqui.retention.reports";

  /** Looked at in a round; while all of them go, the next follow at once. */
  private static final int BATCH = 500;

  /**
   * @throws InvalidSetting when the storage is not ours
   */
  @Bean
  RetentionRule oldReports(
      ReportStorage storage,
      ReportNeeds needs,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      RetentionSettings settings) {
    if (!(storage instanceof RemovableReports removable)) {
      throw new InvalidSetting(
          KEY,
          "is set, and chasqui.storage.type is http: those reports are not ours to remove.",
          "Leave it out, and let that service remove them.");
    }
    OldReports reports = new OldReports(removable, needs, jdbc, transaction);
    Duration keep = Objects.requireNonNull(settings.reports(), "it was asked for");
    return new RetentionRule(
        "reports", settings.checkInterval(), BATCH, atMost -> reports.remove(keep, atMost));
  }
}
