package io.chasqui.worker.queue;

import io.chasqui.jobs.ClockComparison;
import io.chasqui.jobs.Queue;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.WorkerSettings;
import io.chasqui.worker.attempt.DeliveryRunner;
import io.chasqui.worker.jobrunr.JobTaker;
import io.chasqui.worker.jobrunr.QueueHands;
import io.chasqui.worker.jobrunr.QueueJobServer;
import io.chasqui.worker.lane.LaneRates;
import io.chasqui.worker.lane.PeerSlots;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import io.chasqui.worker.lane.ProviderRates;
import io.chasqui.worker.lane.Share;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes what brings a queue its jobs. */
public final class FeedFactory {

  private final WorkerSettings settings;
  private final QueueJobServer jobServer;
  private final TransactionTemplate transaction;
  private final ProviderRates rates;
  private final ClockComparison clocks;

  FeedFactory(
      WorkerSettings settings,
      @Qualifier("queueJobServer") QueueJobServer jobServer,
      TransactionTemplate transaction,
      ProviderRates rates,
      ClockComparison clocks) {
    this.settings = settings;
    this.jobServer = jobServer;
    this.transaction = transaction;
    this.rates = rates;
    this.clocks = clocks;
  }

  PeerSlots slots(ChannelAdapter adapter) {
    Queue queue = Queue.of(adapter.channel());
    return new PeerSlots(
        settings.concurrencyOf(queue),
        settings.timesAheadOf(queue),
        lane -> adapter.mostInFlight(lane.name()),
        System::nanoTime);
  }

  QueueConsumer feed(
      WaitingLanes lanes,
      ChannelAdapter adapter,
      DeliveryRunner runner,
      ProviderCircuitBreakers breakers,
      PeerSlots slots) {
    Queue queue = Queue.of(adapter.channel());
    QueueHands hands = new QueueHands(queue, slots::mostInHand, slots::mostInHand, jobServer);
    LaneRates ofLanes = new LaneRates(adapter, rates, System::nanoTime);
    JobTaker taker = new JobTaker(hands, runner, breakers, ofLanes, transaction);
    ShareFeeder feeder =
        new ShareFeeder(hands.bulkheads(), hands::takeJobs, taker::take, System::nanoTime);
    QueueConsumer consumer =
        new QueueConsumer(
            Share.own(queue),
            lanes::look,
            feeder,
            breakers,
            ofLanes,
            clocks.databaseClock(),
            System::nanoTime);
    hands.whenAJobEnds(consumer::aJobEnded);
    return consumer;
  }
}
