package io.chasqui.jobs;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import io.chasqui.delivery.ChannelAdapter;
import io.chasqui.delivery.ChannelGate;
import io.chasqui.delivery.DeliveryLedger;
import io.chasqui.delivery.DeliveryRunner;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.Provider;
import io.chasqui.delivery.Worker;
import io.chasqui.platform.TimeUuid;
import io.chasqui.platform.trace.Traces;
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
import org.jobrunr.utils.mapper.JsonMapper;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes an application the worker of a queue. The application declares a {@link ChannelAdapter}.
 */
@AutoConfiguration(
    after = DataSourceAutoConfiguration.class,
    before = {JobRunrSqlStorageAutoConfiguration.class, JobRunrAutoConfiguration.class})
@ConditionalOnBean(ChannelAdapter.class)
@EnableConfigurationProperties({WorkerSettings.class, JobRetentionSettings.class})
@Import(WorkerRoundsConfiguration.class)
class WorkerAutoConfiguration {

  /** JobRunr's shortest: for its heartbeat; {@link JobFeed} brings the work. */
  private static final Duration POLL = Duration.ofSeconds(5);

  private static final int POLLS_UNTIL_A_SERVER_IS_DEAD = 6;

  /** How long JobRunr waits for a server's heartbeat. */
  static final Duration SERVER_TIMEOUT = POLL.multipliedBy(POLLS_UNTIL_A_SERVER_IS_DEAD);

  private static final Duration NEVER_NEEDED = Duration.ofHours(1);

  @Bean(destroyMethod = "close")
  @DependsOnDatabaseInitialization
  QueueStorageProvider storageProvider(
      DataSource dataSource, JobMapper jobMapper, JobReader reader, Queue queue, Clock clock) {
    return new QueueStorageProvider(
        new TransactionJoiningDataSource(dataSource), jobMapper, reader, queue, clock);
  }

  @Bean
  WorkerName workerName(Queue queue) {
    return WorkerName.ofThisProcess(queue);
  }

  @Bean
  Worker worker(WorkerName name) {
    return new Worker(TimeUuid.fresh(), name.value());
  }

  @Bean
  Queue queue(ChannelAdapter adapter) {
    return Queue.of(adapter.channel());
  }

  @Bean
  ChannelGate channelGate(ChannelAdapter adapter, MeterRegistry meters) {
    Provider provider = adapter.providers(Lane.of(adapter.channel()).name()).get(0);
    return new ChannelGate(provider, adapter.policy().slowAfter(), meters);
  }

  @Bean
  DeliveryRunner deliveryRunner(
      DeliveryLedger ledger,
      ChannelAdapter adapter,
      ChannelGate gate,
      Worker worker,
      MeterRegistry meters,
      Traces traces) {
    return new DeliveryRunner(
        ledger,
        adapter,
        gate,
        worker,
        () -> ThreadLocalRandom.current().nextLong(),
        meters,
        traces);
  }

  @Bean
  DeliveryJobs deliveryJobs(DeliveryRunner runner) {
    return new DeliveryJobs(runner);
  }

  /**
   * Not a candidate for JobRunr's starter, which would start it before the application is ready.
   */
  @Bean(defaultCandidate = false)
  QueueJobServer queueJobServer(
      WorkerName name,
      WorkerSettings settings,
      JobRetentionSettings retention,
      QueueStorageProvider storage,
      JsonMapper jobRunrJsonMapper,
      JobActivator activator) {
    return new QueueJobServer(
        storage, jobRunrJsonMapper, activator, configuration(name, settings, retention));
  }

  @Bean
  JobFeed jobFeed(
      Queue queue,
      @Qualifier("queueJobServer") QueueJobServer jobServer,
      DeliveryRunner runner,
      ChannelGate gate,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ClockComparison clocks) {
    Clock clock = clocks.databaseClock();
    JobFeed feed =
        new JobFeed(new DueJobs(queue, jdbc), jobServer, runner, gate, transaction, clock);
    jobServer.setJobFilters(List.of(new JobOutcomeFilter(clock, feed::jobIsDue)));
    return feed;
  }

  @Bean
  WorkerServer workerServer(
      Queue queue,
      @Qualifier("queueJobServer") QueueJobServer jobServer,
      JobFeed feed,
      DeliveryRunner runner,
      QueueSignals signals,
      DataSource dataSource,
      WorkerRounds rounds) {
    return new WorkerServer(queue, jobServer, feed, runner, signals, dataSource, rounds);
  }

  @Bean
  WorkerHealth workerHealthIndicator(WorkerServer server) {
    return new WorkerHealth(server);
  }

  private static BackgroundJobServerConfiguration configuration(
      WorkerName name, WorkerSettings settings, JobRetentionSettings retention) {
    return usingStandardBackgroundJobServerConfiguration()
        .andName(name.value())
        .andPollInterval(POLL)
        .andServerTimeoutPollIntervalMultiplicand(POLLS_UNTIL_A_SERVER_IS_DEAD)
        .andBackgroundJobServerWorkerPolicy(
            new DefaultBackgroundJobServerWorkerPolicy(
                settings.concurrency(), BackgroundJobServerThreadType.getDefaultThreadType()))
        .andConcurrentJobModificationPolicy(new UndisturbedRuns())
        .andInterruptJobsAwaitDurationOnStopBackgroundJobServer(settings.shutdownTimeout())
        // The pruner is there first: JobRunr would rewrite each job before it deletes it.
        .andDeleteSucceededJobsAfter(retention.keepSucceeded().plus(NEVER_NEEDED))
        .andPermanentlyDeleteDeletedJobsAfter(retention.keepSucceeded().plus(NEVER_NEEDED));
  }
}
