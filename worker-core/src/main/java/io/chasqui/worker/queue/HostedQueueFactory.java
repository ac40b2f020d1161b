package io.chasqui.worker.queue;

import io.chasqui.delivery.ProviderPauses;
import io.chasqui.jobs.ClockComparison;
import io.chasqui.jobs.Queue;
import io.chasqui.jobs.WorkerName;
import io.chasqui.report.StorageSettings;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.attempt.DeliveryRunner;
import io.chasqui.worker.attempt.RunnerFactory;
import io.chasqui.worker.lane.ChannelHealthReporter;
import io.chasqui.worker.lane.EndedPauses;
import io.chasqui.worker.lane.PeerSlots;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import io.chasqui.worker.maintenance.OldestDueGauge;
import io.chasqui.worker.maintenance.UpkeepFactory;
import io.chasqui.worker.report.ReportReaders;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes what a process has for each of its queues, from what it has once. */
public final class HostedQueueFactory {

  private final OwnQueues own;
  private final WorkerName name;
  private final RunnerFactory runners;
  private final FeedFactory feeds;
  private final ReportReaders reports;
  private final UpkeepFactory upkeep;
  private final JdbcClient jdbc;
  private final ClockComparison clocks;
  private final MeterRegistry meters;

  HostedQueueFactory(
      OwnQueues own,
      WorkerName name,
      RunnerFactory runners,
      FeedFactory feeds,
      ReportReaders reports,
      UpkeepFactory upkeep,
      JdbcClient jdbc,
      ClockComparison clocks,
      MeterRegistry meters) {
    this.own = own;
    this.name = name;
    this.runners = runners;
    this.feeds = feeds;
    this.reports = reports;
    this.upkeep = upkeep;
    this.jdbc = jdbc;
    this.clocks = clocks;
    this.meters = meters;
  }

  /** Makes all queues of this process; to be called once. */
  public HostedQueues all() {
    return new HostedQueues(own.queues().stream().map(this::hosted).toList());
  }

  private HostedQueue hosted(Queue queue) {
    ChannelAdapter adapter = own.adapter(queue);
    ProviderCircuitBreakers breakers = new ProviderCircuitBreakers(adapter, meters);
    DeliveryRunner runner = runners.runner(adapter, breakers, reports.supply(queue));
    PeerSlots slots = feeds.slots(adapter);
    WaitingLanes lanes = new WaitingLanes(queue, jdbc, clocks.databaseClock());
    return new HostedQueue(
        queue,
        runner,
        slots,
        feeds.feed(lanes, adapter, runner, breakers, slots),
        upkeep.promoter(queue, lanes),
        upkeep.reconciler(queue),
        new OldestDueGauge(queue, jdbc, meters, tags(queue)),
        new ChannelHealthReporter(
            name,
            queue,
            adapter.channel(),
            () -> withStorage(breakers, queue),
            breakers::placeOf,
            provider ->
                breakers.isHost(provider) && !provider.key().startsWith(StorageSettings.PEER),
            jdbc,
            System::nanoTime),
        new EndedPauses(breakers::all, new ProviderPauses(jdbc)));
  }

  /** The storage is a peer too. */
  private List<ProviderCircuitBreaker> withStorage(ProviderCircuitBreakers breakers, Queue queue) {
    return Stream.concat(breakers.all().stream(), reports.breakerOf(queue).stream()).toList();
  }

  /** A process of one queue says which by itself. */
  private Tags tags(Queue queue) {
    return own.queues().size() == 1 ? Tags.empty() : Tags.of("queue", queue.word());
  }
}
