package io.chasqui.server.jobs;

import io.chasqui.delivery.ActionLedger;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.jobs.QueueSignals;
import io.chasqui.jobs.TransactionJoiningDataSource;
import io.chasqui.platform.config.InvalidSetting;
import javax.sql.DataSource;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.storage.StorageProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * JobRunr in the server: it schedules jobs and shows all queues on its dashboard, and runs none.
 */
@Configuration(proxyBeanMethods = false)
class DashboardConfiguration {

  DashboardConfiguration(
      @Value("${jobrunr.dashboard.enabled:false}") boolean hasWebServerOfItsOwn) {
    if (hasWebServerOfItsOwn) {
      throw new InvalidSetting(
          "jobrunr.dashboard.enabled",
          "would open JobRunr's own port to everybody.",
          "Remove it: the dashboard is at /dashboard of the server's own port.");
    }
  }

  @Bean(destroyMethod = "close")
  @DependsOnDatabaseInitialization
  StorageProvider storageProvider(
      DataSource dataSource,
      JobMapper jobMapper,
      ActionLedger ledger,
      DeliveryQueries queries,
      QueueSignals signals,
      JobActs acts,
      TransactionTemplate transaction) {
    return new DashboardStorageProvider(
        new TransactionJoiningDataSource(dataSource),
        jobMapper,
        ledger,
        queries,
        signals,
        acts,
        transaction);
  }
}
