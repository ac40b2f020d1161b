package io.chasqui.worker.queue;

import io.chasqui.jobs.ClockComparison;
import io.chasqui.jobs.Queue;
import io.chasqui.jobs.WorkerName;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.attempt.DeliveryRunner;
import io.chasqui.worker.attempt.RunnerFactory;
import io.chasqui.worker.lane.ChannelHealthReporter;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import io.chasqui.worker.maintenance.OldestDueGauge;
import io.chasqui.worker.maintenance.UpkeepFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes what a process has for each of its queues, from what it has once. */
public final class HostedQueueFactory {

  private final OwnQueues own;
  private final WorkerName name;
  private final RunnerFactory runners;
  private final FeedFactory feeds;
  private final UpkeepFactory upkeep;
  private final JdbcClient jdbc;
  private final ClockComparison clocks;
  private final MeterRegistry meters;

  HostedQueueFactory(
      OwnQueues own,
      WorkerName name,
      RunnerFactory runners,
      FeedFactory feeds,
      UpkeepFactory upkeep,
      JdbcClient jdbc,
      ClockComparison clocks,
      MeterRegistry meters) {
    this.own = own;
    this.name = name;
    this.runners = runners;
    this.feeds = feeds;
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
    DeliveryRunner runner = runners.runner(adapter, breakers);
    WaitingLanes lanes = new WaitingLanes(queue, jdbc, clocks.databaseClock());
    return new HostedQueue(
        queue,
        runner,
        feeds.feed(lanes, adapter, runner, breakers),
        upkeep.promoter(queue, lanes),
        upkeep.reconciler(queue),
        new OldestDueGauge(queue, jdbc, meters, tags(queue)),
        new ChannelHealthReporter(
            name, queue, adapter.channel(), breakers, jdbc, System::nanoTime));
  }

  /** A process of one queue says which by itself. */
  private Tags tags(Queue queue) {
    return own.queues().size() == 1 ? Tags.empty() : Tags.of("queue", queue.word());
  }
}
