package io.chasqui.jobs;

import io.chasqui.delivery.ChannelAdapter;
import io.chasqui.delivery.DeliveryJobQueue;
import io.chasqui.delivery.DeliveryLedger;
import io.chasqui.delivery.DeliveryRunner;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.ProviderGates;
import io.chasqui.delivery.Worker;
import io.chasqui.platform.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.ThreadLocalRandom;
import org.jobrunr.storage.StorageProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes what a process has for each of its queues, from what it has once. */
final class HostedQueueFactory {

  private final OwnQueues own;
  private final WorkerSettings settings;
  private final WorkerName name;
  private final Worker worker;
  private final QueueJobServer jobServer;
  private final DeliveryLedger ledger;
  private final DeliveryJobQueue jobs;
  private final JobReader reader;
  private final StorageProvider storage;
  private final QueueSignals signals;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ClockComparison clocks;
  private final MeterRegistry meters;
  private final Traces traces;

  HostedQueueFactory(
      OwnQueues own,
      WorkerSettings settings,
      WorkerName name,
      Worker worker,
      @Qualifier("queueJobServer") QueueJobServer jobServer,
      DeliveryLedger ledger,
      DeliveryJobQueue jobs,
      JobReader reader,
      StorageProvider storage,
      QueueSignals signals,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ClockComparison clocks,
      MeterRegistry meters,
      Traces traces) {
    this.own = own;
    this.settings = settings;
    this.name = name;
    this.worker = worker;
    this.jobServer = jobServer;
    this.ledger = ledger;
    this.jobs = jobs;
    this.reader = reader;
    this.storage = storage;
    this.signals = signals;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clocks = clocks;
    this.meters = meters;
    this.traces = traces;
  }

  HostedQueues all() {
    return new HostedQueues(own.queues().stream().map(this::hosted).toList());
  }

  private HostedQueue hosted(Queue queue) {
    ChannelAdapter adapter = own.adapter(queue);
    ProviderGates gates = new ProviderGates(adapter, meters);
    DeliveryRunner runner =
        new DeliveryRunner(
            ledger,
            adapter,
            gates,
            worker,
            () -> ThreadLocalRandom.current().nextLong(),
            meters,
            traces);
    QueueHands hands = new QueueHands(queue, settings.concurrencyOf(queue), jobServer);
    return new HostedQueue(
        queue,
        runner,
        new JobFeed(
            new DueJobs(queue, jdbc),
            hands,
            runner,
            gates,
            Lane.of(adapter.channel()),
            transaction,
            clocks.databaseClock()),
        new DueJobPromoter(queue, jdbc, transaction, storage, reader, ledger, signals),
        new DeliveryReconciler(queue, jdbc, jobs, transaction, meters),
        new OldestDue(queue, jdbc, meters, tags(queue)),
        new ChannelReport(name, queue, adapter.channel(), gates, jdbc, System::nanoTime));
  }

  /** A process of one queue says which by itself. */
  private Tags tags(Queue queue) {
    return own.queues().size() == 1 ? Tags.empty() : Tags.of("queue", queue.word());
  }
}
