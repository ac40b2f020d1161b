package io.chasqui.server.jobs;

import static org.jobrunr.dashboard.JobRunrDashboardWebServerConfiguration.usingStandardDashboardConfiguration;

import io.chasqui.delivery.DeliveryLedger;
import io.chasqui.jobs.QueueSignals;
import io.chasqui.jobs.TransactionJoiningDataSource;
import java.security.SecureRandom;
import java.util.Base64;
import javax.sql.DataSource;
import org.jobrunr.dashboard.JobRunrDashboardWebServerConfiguration;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.spring.autoconfigure.JobRunrProperties;
import org.jobrunr.storage.StorageProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * JobRunr in the server: it schedules jobs and shows all queues on its dashboard, and runs none.
 */
@Configuration(proxyBeanMethods = false)
class DashboardConfiguration {

  private static final int PASSWORD_BYTES = 18;

  @Bean(destroyMethod = "close")
  @DependsOnDatabaseInitialization
  StorageProvider storageProvider(
      DataSource dataSource,
      JobMapper jobMapper,
      DeliveryLedger ledger,
      QueueSignals signals,
      TransactionTemplate transaction) {
    return new DashboardStorageProvider(
        new TransactionJoiningDataSource(dataSource), jobMapper, ledger, signals, transaction);
  }

  /** The dashboard never stands open: without a configured password it gets one for this start. */
  @Bean
  JobRunrDashboardWebServerConfiguration dashboardWebServerConfiguration(
      JobRunrProperties properties) {
    JobRunrProperties.Dashboard dashboard = properties.getDashboard();
    return usingStandardDashboardConfiguration()
        .andPort(dashboard.getPort())
        .andBasicAuthentication(dashboard.getUsername(), passwordOf(dashboard))
        .andAllowAnonymousDataUsage(false);
  }

  @SuppressWarnings("SystemOut")
  private static String passwordOf(JobRunrProperties.Dashboard dashboard) {
    String configured = dashboard.getPassword();
    if (configured != null && !configured.isBlank()) {
      return configured;
    }
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    // Not logged: logs are kept and passed on.
    System.out.printf(
        "%nJobRunr dashboard on port %d: user %s, password for this start %s%n"
            + "Set jobrunr.dashboard.password [JOBRUNR_DASHBOARD_PASSWORD] to choose your own.%n%n",
        dashboard.getPort(), dashboard.getUsername(), password);
    return password;
  }
}
