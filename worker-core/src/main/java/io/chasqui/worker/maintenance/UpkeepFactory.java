package io.chasqui.worker.maintenance;

import io.chasqui.delivery.DeliveryJobQueue;
import io.chasqui.jobs.Queue;
import io.chasqui.jobs.QueueSignals;
import io.chasqui.worker.jobrunr.JobPromotion;
import io.chasqui.worker.queue.WaitingLanes;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes what looks after the jobs of a queue that do not run. */
public final class UpkeepFactory {

  private final JobPromotion promotion;
  private final QueueSignals signals;
  private final DeliveryJobQueue jobs;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final MeterRegistry meters;

  UpkeepFactory(
      JobPromotion promotion,
      QueueSignals signals,
      DeliveryJobQueue jobs,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      MeterRegistry meters) {
    this.promotion = promotion;
    this.signals = signals;
    this.jobs = jobs;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.meters = meters;
  }

  /**
   * Makes what shows that jobs of a queue wait for hands.
   *
   * @param lanes of the same queue
   */
  public DueJobPromoter promoter(Queue queue, WaitingLanes lanes) {
    return new DueJobPromoter(queue, lanes, promotion, signals);
  }

  /** Makes what gives deliveries of a queue new jobs for lost ones. */
  public DeliveryReconciler reconciler(Queue queue) {
    return new DeliveryReconciler(queue, jdbc, jobs, transaction, meters);
  }
}
