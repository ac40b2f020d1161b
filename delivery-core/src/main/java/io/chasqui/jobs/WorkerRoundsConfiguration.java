package io.chasqui.jobs;

import io.chasqui.delivery.ChannelGate;
import io.chasqui.delivery.DeliveryJobQueue;
import io.chasqui.delivery.DeliveryLedger;
import io.chasqui.delivery.DeliveryRunner;
import io.chasqui.delivery.Worker;
import io.chasqui.delivery.WorkerLedger;
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

/** Part of {@link WorkerAutoConfiguration}; not annotated, so that no application scans it. */
class WorkerRoundsConfiguration {

  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final Duration WATCH = Duration.ofSeconds(2);
  private static final Duration LATE_OUTCOMES = Duration.ofSeconds(1);
  private static final Duration PROMOTION = Duration.ofSeconds(1);
  private static final Duration REPORT = Duration.ofSeconds(1);
  private static final Duration RECONCILIATION = Duration.ofSeconds(5);
  private static final Duration TIDYING = Duration.ofSeconds(10);

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
  DueJobPromoter dueJobPromoter(
      Queue queue,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      StorageProvider storage,
      JobReader reader,
      DeliveryLedger ledger,
      QueueSignals signals) {
    return new DueJobPromoter(queue, jdbc, transaction, storage, reader, ledger, signals);
  }

  @Bean
  JobPruner jobPruner(JdbcClient jdbc, StorageProvider storage, JobRetentionSettings retention) {
    return new JobPruner(jdbc, storage, retention);
  }

  @Bean
  ChannelReport channelReport(WorkerName worker, Queue queue, ChannelGate gate, JdbcClient jdbc) {
    return new ChannelReport(worker, queue, gate, jdbc, System::nanoTime);
  }

  @Bean
  DeliveryReconciler deliveryReconciler(
      Queue queue,
      JdbcClient jdbc,
      DeliveryJobQueue jobs,
      TransactionTemplate transaction,
      MeterRegistry meters) {
    return new DeliveryReconciler(queue, jdbc, jobs, transaction, meters);
  }

  @Bean
  LostWorkers lostWorkers(
      Worker worker, WorkerLedger workers, DeliveryJobQueue jobs, TransactionTemplate transaction) {
    return new LostWorkers(worker, workers, jobs, transaction);
  }

  @Bean
  GhostServers ghostServers(JdbcClient jdbc) {
    return new GhostServers(jdbc, WorkerAutoConfiguration.SERVER_TIMEOUT);
  }

  @Bean
  OldestDue oldestDue(Queue queue, JdbcClient jdbc, MeterRegistry meters) {
    return new OldestDue(queue, jdbc, meters);
  }

  @Bean
  Watchdog watchdog(
      @Qualifier("queueJobServer") QueueJobServer jobServer,
      DeliveryRunner runner,
      DatabaseProbe database,
      MeterRegistry meters) {
    RestartPauses pauses = new RestartPauses(System::nanoTime);
    return new Watchdog(jobServer, runner, database, pauses, System::nanoTime, meters);
  }

  @Bean
  WorkerRounds workerRounds(
      Worker worker,
      WorkerLedger workers,
      LostWorkers lostWorkers,
      JobFeed feed,
      DeliveryRunner runner,
      Watchdog watchdog,
      DueJobPromoter promoter,
      DeliveryReconciler reconciler,
      JobQuarantine quarantine,
      GhostServers ghosts,
      OldestDue oldestDue,
      ChannelReport channel,
      JobPruner pruner) {
    return new WorkerRounds(
        // Others miss it when it dies, and who sees it ready sees its channel too.
        List.of(
            new Rounds(
                "worker-heartbeat",
                HEARTBEAT,
                "This worker's sign of life could not be given",
                () -> workers.signOfLife(worker)),
            new Rounds(
                "channel-report", REPORT, "How the channel is could not be told", channel::tell)),
        List.of(
            new Rounds(
                "lost-workers",
                HEARTBEAT,
                "Workers that are lost could not be looked for",
                lostWorkers::takeOver),
            new Rounds(
                "worker-watchdog",
                WATCH,
                "JobRunr's server could not be started again",
                watchdog::look),
            new Rounds(
                "late-outcomes",
                LATE_OUTCOMES,
                "Outcomes could not be stored",
                runner::recordLateOutcomes),
            new Rounds(
                "due-job-promoter",
                PROMOTION,
                "Due jobs could not be promoted",
                () -> markWhatWaits(feed, runner, promoter)),
            new Rounds(
                "delivery-reconciler",
                RECONCILIATION,
                "Deliveries without a live job could not be looked for",
                reconciler::reconcile),
            new Rounds(
                "job-quarantine",
                TIDYING,
                "Jobs that nobody knows could not be looked for",
                quarantine::setAsideUnknown),
            new Rounds(
                "ghost-servers",
                TIDYING,
                "Servers that are gone could not be removed",
                ghosts::remove),
            new Rounds(
                "oldest-due",
                TIDYING,
                "The oldest delivery that is due could not be looked up",
                oldestDue::measure),
            new Rounds(
                "job-pruner",
                TIDYING,
                "Jobs that have ended could not be removed",
                pruner::prune)));
  }

  /** A worker that is not full takes due jobs at their time without this. */
  private static void markWhatWaits(JobFeed feed, DeliveryRunner runner, DueJobPromoter promoter) {
    if (feed.leavesJobsWaiting()) {
      runner.expireOverdue();
      promoter.promoteDueJobs();
    }
  }
}
