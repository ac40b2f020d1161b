package io.chasqui.worker.jobrunr;

import io.chasqui.delivery.DeliveryJobQueue;
import io.chasqui.delivery.Worker;
import io.chasqui.delivery.WorkerLedger;
import io.chasqui.jobs.LiveWorkers;
import io.chasqui.jobs.PeriodicThread;
import io.chasqui.worker.lane.OldRates;
import io.chasqui.worker.maintenance.DatabaseProbe;
import io.chasqui.worker.maintenance.JobRetentionSettings;
import io.chasqui.worker.maintenance.LostWorkers;
import io.chasqui.worker.maintenance.RestartPauses;
import io.chasqui.worker.maintenance.StaleServerRemover;
import io.chasqui.worker.maintenance.Watchdog;
import io.chasqui.worker.maintenance.WorkerTasks;
import io.chasqui.worker.queue.HostedQueue;
import io.chasqui.worker.queue.HostedQueues;
import io.chasqui.worker.report.ReportReaders;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.storage.StorageProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a worker does again and again; a part of {@link WorkerAutoConfiguration}. */
class WorkerTasksConfiguration {

  private static final Duration READS = Duration.ofMillis(100);
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final Duration WATCH = Duration.ofSeconds(2);
  private static final Duration LATE_OUTCOMES = Duration.ofSeconds(1);
  private static final Duration LONG_RUNS = Duration.ofSeconds(1);
  private static final Duration PROMOTION = Duration.ofSeconds(1);
  private static final Duration REPORT = Duration.ofSeconds(1);
  private static final Duration PAUSES = Duration.ofSeconds(1);
  private static final Duration RECONCILIATION = Duration.ofSeconds(5);
  private static final Duration TIDYING = Duration.ofSeconds(10);
  private static final Duration FORGETTING = Duration.ofHours(1);

  @Bean
  DatabaseProbe databaseProbe(DataSource dataSource) {
    return new DatabaseProbe(dataSource);
  }

  @Bean
  JobQuarantine jobQuarantine(JdbcClient jdbc, MeterRegistry meters) {
    return new JobQuarantine(jdbc, meters);
  }

  @Bean
  JobReader jobReader(JobMapper jobMapper, JobQuarantine quarantine) {
    return new JobReader(jobMapper, quarantine);
  }

  @Bean
  JobPruner jobPruner(
      JdbcClient jdbc,
      StorageProvider storage,
      JobRetentionSettings retention,
      MeterRegistry meters) {
    return new JobPruner(jdbc, storage, retention, meters);
  }

  @Bean
  OldRates oldRates(JdbcClient jdbc, MeterRegistry meters) {
    return new OldRates(jdbc, meters);
  }

  @Bean
  LostWorkers lostWorkers(
      Worker worker, WorkerLedger workers, DeliveryJobQueue jobs, TransactionTemplate transaction) {
    return new LostWorkers(worker, workers, jobs, transaction);
  }

  @Bean
  StaleServerRemover ghostServers(JdbcClient jdbc) {
    return new StaleServerRemover(jdbc, LiveWorkers.SERVER_TIMEOUT);
  }

  @Bean
  Watchdog watchdog(
      @Qualifier("queueJobServer") QueueJobServer jobServer,
      HostedQueues queues,
      DatabaseProbe database,
      MeterRegistry meters) {
    RestartPauses pauses = new RestartPauses(System::nanoTime);
    return new Watchdog(jobServer, queues, database, pauses, System::nanoTime, meters);
  }

  @Bean
  WorkerTasks workerRounds(
      Worker worker,
      WorkerLedger workers,
      LostWorkers lostWorkers,
      HostedQueues queues,
      @Qualifier("queueJobServer") QueueJobServer jobServer,
      Watchdog watchdog,
      ReportReaders reports,
      JobQuarantine quarantine,
      StaleServerRemover ghosts,
      JobPruner pruner,
      OldRates oldRates) {
    return new WorkerTasks(
        // Others miss it when it dies, and who sees it ready sees its channel too.
        List.of(
            new PeriodicThread(
                "worker-heartbeat",
                HEARTBEAT,
                "This worker's sign of life could not be given",
                () -> workers.signOfLife(worker)),
            new PeriodicThread(
                "channel-report",
                REPORT,
                "How the channel is could not be told",
                () -> queues.each(hosted -> hosted.report().tell()))),
        List.of(
            new PeriodicThread(
                "lost-workers",
                HEARTBEAT,
                "Workers that are lost could not be looked for",
                lostWorkers::takeOver),
            new PeriodicThread(
                "report-reads",
                READS,
                "Reports that take too long to read could not be given up",
                reports::endOverdue),
            new PeriodicThread(
                "worker-watchdog",
                WATCH,
                "JobRunr's server could not be started again",
                watchdog::look),
            new PeriodicThread(
                "late-outcomes",
                LATE_OUTCOMES,
                "Outcomes could not be stored",
                () -> queues.each(hosted -> hosted.runner().recordLateOutcomes())),
            new PeriodicThread(
                "long-runs",
                LONG_RUNS,
                "Jobs that run for long could not be shown",
                jobServer::showLongRuns),
            new PeriodicThread(
                "due-job-promoter",
                PROMOTION,
                "Due jobs could not be promoted",
                () -> queues.each(HostedQueue::markWhatWaits)),
            new PeriodicThread(
                "ended-pauses",
                PAUSES,
                "Pauses that were ended could not be looked for",
                () -> queues.each(HostedQueue::goOnAfterEndedPauses)),
            new PeriodicThread(
                "delivery-reconciler",
                RECONCILIATION,
                "Deliveries without a live job could not be looked for",
                () -> queues.each(hosted -> hosted.reconciler().reconcile())),
            new PeriodicThread(
                "job-quarantine",
                TIDYING,
                "Jobs that nobody knows could not be looked for",
                quarantine::setAsideUnknown),
            new PeriodicThread(
                "ghost-servers",
                TIDYING,
                "Servers that are gone could not be removed",
                ghosts::remove),
            new PeriodicThread(
                "oldest-due",
                TIDYING,
                "The oldest delivery that is due could not be looked up",
                () -> queues.each(hosted -> hosted.oldestDue().measure())),
            new PeriodicThread(
                "job-pruner", TIDYING, "Jobs that have ended could not be removed", pruner::prune),
            new PeriodicThread(
                "old-rates",
                FORGETTING,
                "Rates of providers that are used no more could not be removed",
                oldRates::prune)));
  }
}
