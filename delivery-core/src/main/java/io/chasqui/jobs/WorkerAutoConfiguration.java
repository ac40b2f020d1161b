package io.chasqui.jobs;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import io.chasqui.delivery.ChannelPolicy;
import io.chasqui.delivery.DeliveryLedger;
import io.chasqui.delivery.DeliveryRunner;
import io.chasqui.delivery.DeliverySender;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.server.configuration.BackgroundJobServerThreadType;
import org.jobrunr.server.configuration.DefaultBackgroundJobServerWorkerPolicy;
import org.jobrunr.spring.autoconfigure.JobRunrAutoConfiguration;
import org.jobrunr.spring.autoconfigure.storage.JobRunrSqlStorageAutoConfiguration;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes an application the worker of a queue. The application declares a {@link Queue}, a {@link
 * DeliverySender}, a {@link ChannelPolicy} and the bean of its job contract, which calls {@link
 * DeliveryJob}.
 */
@AutoConfiguration(
    after = DataSourceAutoConfiguration.class,
    before = {JobRunrSqlStorageAutoConfiguration.class, JobRunrAutoConfiguration.class})
@ConditionalOnBean(Queue.class)
@EnableConfigurationProperties(WorkerSettings.class)
class WorkerAutoConfiguration {

  /** JobRunr's shortest. It is a backstop only: wake-ups come by {@link QueueSignals}. */
  private static final Duration POLL = Duration.ofSeconds(5);

  private static final int POLLS_UNTIL_A_SERVER_IS_DEAD = 6;

  @Bean(destroyMethod = "close")
  @DependsOnDatabaseInitialization
  StorageProvider storageProvider(DataSource dataSource, JobMapper jobMapper, Queue queue) {
    return new QueueStorageProvider(new TransactionJoiningDataSource(dataSource), jobMapper, queue);
  }

  @Bean
  WorkerName workerName(Queue queue) {
    return WorkerName.ofThisProcess(queue);
  }

  @Bean
  DeliveryJob deliveryJob(
      DeliveryLedger ledger,
      DeliverySender sender,
      ChannelPolicy policy,
      WorkerName worker,
      MeterRegistry meters) {
    return new DeliveryJob(
        new DeliveryRunner(
            ledger,
            sender,
            policy,
            worker.value(),
            () -> ThreadLocalRandom.current().nextLong(),
            meters));
  }

  @Bean
  PromotionLoop promotionLoop(
      Queue queue,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      StorageProvider storage,
      JobMapper jobMapper,
      DeliveryLedger ledger,
      QueueSignals signals,
      Clock clock) {
    return new PromotionLoop(
        new DueJobPromoter(queue, jdbc, transaction, storage, jobMapper, ledger, signals), clock);
  }

  @Bean
  WorkerServer workerServer(
      Queue queue,
      WorkerName name,
      WorkerSettings settings,
      StorageProvider storage,
      JsonMapper jobRunrJsonMapper,
      JobActivator activator,
      PromotionLoop promotion,
      DataSource dataSource,
      Clock clock) {
    WakeableJobServer jobServer =
        new WakeableJobServer(storage, jobRunrJsonMapper, activator, configuration(name, settings));
    jobServer.setJobFilters(List.of(new JobOutcomeFilter(clock, promotion::jobIsDue)));
    return new WorkerServer(queue, jobServer, promotion, dataSource);
  }

  @Bean
  WorkerHealth workerHealthIndicator(WorkerServer server) {
    return new WorkerHealth(server);
  }

  private static BackgroundJobServerConfiguration configuration(
      WorkerName name, WorkerSettings settings) {
    return usingStandardBackgroundJobServerConfiguration()
        .andName(name.value())
        .andPollInterval(POLL)
        .andServerTimeoutPollIntervalMultiplicand(POLLS_UNTIL_A_SERVER_IS_DEAD)
        .andBackgroundJobServerWorkerPolicy(
            new DefaultBackgroundJobServerWorkerPolicy(
                settings.concurrency(), BackgroundJobServerThreadType.getDefaultThreadType()))
        .andInterruptJobsAwaitDurationOnStopBackgroundJobServer(settings.shutdownTimeout())
        .andDeleteSucceededJobsAfter(Duration.ofHours(1))
        .andPermanentlyDeleteDeletedJobsAfter(Duration.ofHours(6));
  }
}
