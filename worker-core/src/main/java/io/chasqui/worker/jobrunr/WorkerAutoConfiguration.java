package io.chasqui.worker.jobrunr;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import io.chasqui.delivery.Worker;
import io.chasqui.jobs.ClockComparison;
import io.chasqui.jobs.LiveWorkers;
import io.chasqui.jobs.Queue;
import io.chasqui.jobs.QueueSignals;
import io.chasqui.jobs.TransactionJoiningDataSource;
import io.chasqui.jobs.WorkerName;
import io.chasqui.platform.TimeUuid;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageSettings;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.WorkerSettings;
import io.chasqui.worker.attempt.RunnerFactory;
import io.chasqui.worker.attempt.RunningJobs;
import io.chasqui.worker.lane.ProviderRates;
import io.chasqui.worker.maintenance.JobRetentionSettings;
import io.chasqui.worker.maintenance.UpkeepFactory;
import io.chasqui.worker.maintenance.WorkerHealth;
import io.chasqui.worker.maintenance.WorkerTasks;
import io.chasqui.worker.queue.FeedFactory;
import io.chasqui.worker.queue.HostedQueueFactory;
import io.chasqui.worker.queue.HostedQueues;
import io.chasqui.worker.queue.OwnQueues;
import io.chasqui.worker.queue.WorkerLifecycle;
import io.chasqui.worker.report.ReportReaders;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.configuration.BackgroundJobServerThreadType;
import org.jobrunr.server.configuration.DefaultBackgroundJobServerWorkerPolicy;
import org.jobrunr.spring.autoconfigure.JobRunrAutoConfiguration;
import org.jobrunr.spring.autoconfigure.storage.JobRunrSqlStorageAutoConfiguration;
import org.jobrunr.utils.mapper.JsonMapper;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Makes an application the worker of the queues of the channels whose {@link ChannelAdapter}s it
 * declares.
 */
@AutoConfiguration(
    after = DataSourceAutoConfiguration.class,
    before = {JobRunrSqlStorageAutoConfiguration.class, JobRunrAutoConfiguration.class})
@ConditionalOnBean(ChannelAdapter.class)
@EnableConfigurationProperties({WorkerSettings.class, JobRetentionSettings.class})
@Import({
  WorkerTasksConfiguration.class,
  HostedQueueFactory.class,
  RunnerFactory.class,
  FeedFactory.class,
  UpkeepFactory.class,
  JobPromotion.class,
  ProviderRates.class
})
class WorkerAutoConfiguration {

  /** JobRunr's shortest: for its heartbeat; {@code QueueConsumer} brings the work. */
  private static final Duration POLL = LiveWorkers.HEARTBEAT;

  private static final Duration NEVER_NEEDED = Duration.ofHours(1);

  @Bean
  OwnQueues ownQueues(List<ChannelAdapter> adapters) {
    return new OwnQueues(adapters);
  }

  @Bean(destroyMethod = "close")
  @DependsOnDatabaseInitialization
  QueueStorageProvider storageProvider(
      DataSource dataSource,
      JobMapper jobMapper,
      JobReader reader,
      OwnQueues queues,
      TakenJobs taken,
      Clock clock) {
    return new QueueStorageProvider(
        new TransactionJoiningDataSource(dataSource), jobMapper, reader, queues, taken, clock);
  }

  @Bean
  TakenJobs takenJobs() {
    return new TakenJobs();
  }

  @Bean
  ReportReaders reportReaders(
      ReportStorage storage,
      StorageSettings storageSettings,
      WorkerSettings settings,
      MeterRegistry meters) {
    return new ReportReaders(storage, storageSettings, settings::concurrencyOf, meters);
  }

  @Bean
  WorkerName workerName(OwnQueues queues) {
    return WorkerName.ofThisProcess(queues.queues());
  }

  @Bean
  Worker worker(
      WorkerName name,
      OwnQueues queues,
      WorkerSettings settings,
      ObjectProvider<BuildProperties> build) {
    BuildProperties known = build.getIfAvailable();
    return new Worker(
        TimeUuid.fresh(),
        name.value(),
        known == null ? null : known.getVersion(),
        queues.queues().stream().mapToInt(settings::concurrencyOf).sum());
  }

  /**
   * Not a candidate for JobRunr's starter, which would start it before the application is ready.
   */
  @Bean(defaultCandidate = false)
  QueueJobServer queueJobServer(
      WorkerName name,
      OwnQueues queues,
      WorkerSettings settings,
      JobRetentionSettings retention,
      QueueStorageProvider storage,
      JsonMapper jobRunrJsonMapper,
      TakenJobs taken,
      ObjectProvider<HostedQueues> hosted) {
    int hands = queues.queues().stream().mapToInt(settings::mostInHandOf).sum();
    return new QueueJobServer(
        storage,
        jobRunrJsonMapper,
        taken,
        hosted::getObject,
        configuration(name, hands, settings, retention));
  }

  @Bean
  RunningJobs runningJobs(@Qualifier("queueJobServer") QueueJobServer jobServer) {
    return jobServer.runningJobs();
  }

  @Bean
  HostedQueues hostedQueues(
      HostedQueueFactory factory,
      @Qualifier("queueJobServer") QueueJobServer jobServer,
      ClockComparison clocks) {
    HostedQueues queues = factory.all();
    jobServer.setJobFilters(
        List.of(
            new JobOutcomeFilter(
                clocks.databaseClock(),
                (signature, at) ->
                    Queue.taking(signature).ifPresent(queue -> queues.jobIsDue(queue, at)))));
    return queues;
  }

  @Bean
  WorkerLifecycle workerServer(
      @Qualifier("queueJobServer") QueueJobServer jobServer,
      HostedQueues queues,
      QueueSignals signals,
      DataSource dataSource,
      WorkerTasks rounds) {
    return new WorkerLifecycle(jobServer, queues, signals, dataSource, rounds);
  }

  @Bean
  WorkerHealth workerHealthIndicator(WorkerLifecycle server) {
    return new WorkerHealth(server);
  }

  private static BackgroundJobServerConfiguration configuration(
      WorkerName name, int hands, WorkerSettings settings, JobRetentionSettings retention) {
    return usingStandardBackgroundJobServerConfiguration()
        .andName(name.value())
        .andPollInterval(POLL)
        .andServerTimeoutPollIntervalMultiplicand(LiveWorkers.HEARTBEATS_UNTIL_LOST)
        .andBackgroundJobServerWorkerPolicy(
            new DefaultBackgroundJobServerWorkerPolicy(
                hands, BackgroundJobServerThreadType.getDefaultThreadType()))
        .andConcurrentJobModificationPolicy(new IgnoreConcurrentJobChange())
        .andInterruptJobsAwaitDurationOnStopBackgroundJobServer(settings.shutdownTimeout())
        // The pruner is there first: JobRunr would rewrite each job before it deletes it.
        .andDeleteSucceededJobsAfter(retention.keepSucceeded().plus(NEVER_NEEDED))
        .andPermanentlyDeleteDeletedJobsAfter(retention.keepSucceeded().plus(NEVER_NEEDED));
  }
}
